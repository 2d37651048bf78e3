package io.tidemark.alert.evaluation;

import io.tidemark.alert.judge.Verdict;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.silence.Silence;
import io.tidemark.alert.state.Input;
import io.tidemark.alert.state.Instance;
import io.tidemark.alert.state.State;
import io.tidemark.alert.state.StateRow;
import io.tidemark.alert.state.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Leads a rule from where it stands to where its verdicts bring it. */
final class Evaluation {

    private final Rule rule;
    private final Map<String, StateRow> known;
    private final Announcement announcement;

    Evaluation(Rule rule, Collection<StateRow> states, Announcement announcement) {
        this.rule = rule;
        this.known = states.stream().collect(Collectors.toMap(StateRow::series, Function.identity()));
        this.announcement = announcement;
    }

    /** Series that are not ok: to be judged even if they are not seen any more. */
    Set<String> open() {
        return known.values().stream()
                .filter(row -> row.instance().state() != State.OK)
                .map(StateRow::series)
                .collect(Collectors.toSet());
    }

    /** What the verdicts of an instant change. */
    Change apply(List<Verdict> verdicts, List<Silence> silences, Instant at) {
        var silenced = silences.stream()
                .anyMatch(silence -> silence.covers(rule.id(), rule.definition().labels(), at));
        var states = new ArrayList<StateRow>();
        var events = new ArrayList<AlertEvent>();
        for (var verdict : verdicts) {
            var was = known.get(verdict.series());
            var instance = was == null ? Instance.FRESH : was.instance();
            var step = rule.definition().machine().step(instance, input(verdict), at, silenced);
            step.event().ifPresent(type -> events.add(announcement.of(rule, verdict, step, at)));
            if (!step.instance().equals(instance) || hasOtherCause(was, verdict)) {
                states.add(row(verdict, step));
            }
        }
        return new Change(verdicts.stream().map(Verdict::outcome).toList(), states, events);
    }

    private Input input(Verdict verdict) {
        return switch (verdict.outcome()) {
            case MATCHED -> Input.BREACH;
            case UNMATCHED -> Input.CLEAR;
            case NO_DATA -> rule.definition().noDataState().input();
            case ERROR -> rule.definition().errorState().input();
        };
    }

    private static boolean hasOtherCause(@Nullable StateRow was, Verdict verdict) {
        return was != null
                && was.instance().state() == State.ERROR
                && verdict.cause().isPresent()
                && !verdict.cause().get().equals(was.detail());
    }

    private StateRow row(Verdict verdict, Step step) {
        return new StateRow(
                rule.id(),
                verdict.series(),
                step.instance(),
                verdict.foremost().value(),
                verdict.cause().orElse(null));
    }
}
