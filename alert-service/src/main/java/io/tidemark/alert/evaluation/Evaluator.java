package io.tidemark.alert.evaluation;

import io.quarkus.logging.Log;
import io.tidemark.alert.judge.Baselines;
import io.tidemark.alert.judge.Judge;
import io.tidemark.alert.judge.Look;
import io.tidemark.alert.judge.Sight;
import io.tidemark.alert.judge.Verdict;
import io.tidemark.alert.question.Asking;
import io.tidemark.alert.question.Window;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.schedule.Due;
import io.tidemark.alert.silence.Silence;
import io.tidemark.alert.state.StateRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Evaluates rules of one tenant, each question once. */
final class Evaluator {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SightRepository sights;
    private final Announcement announcement;
    private final Asking asking;
    private final Duration budget;

    /** @param budget how long to go on asking */
    Evaluator(SightRepository sights, Announcement announcement, Asking asking, Duration budget) {
        this.sights = sights;
        this.announcement = announcement;
        this.asking = asking;
        this.budget = budget;
    }

    /** What becomes of rules that are due: of those schedules all of whose questions were come to. */
    Map<Due, Change> evaluate(Case stored, List<Due> due) {
        var looks = new LinkedHashSet<Look>();
        for (var each : due) {
            stored.rulesOf(each.id()).forEach(rule -> looks(rule, each.slot()).forEach(looks::add));
        }
        var seen = look(looks);
        var changes = new LinkedHashMap<Due, Change>();
        for (var each : due) {
            var rules = stored.rulesOf(each.id());
            if (rules.stream().flatMap(rule -> looks(rule, each.slot())).allMatch(seen::containsKey)) {
                changes.put(
                        each,
                        Change.of(rules.stream()
                                .map(rule -> change(rule, stored.statesOf(rule), stored.silences(), seen, each.slot()))
                                .toList()));
            }
        }
        return changes;
    }

    /** Where a rule goes in a slot from where it stands. */
    Change change(Rule rule, Collection<StateRow> states, List<Silence> silences, Map<Look, Sight> seen, Instant slot) {
        var evaluation = new Evaluation(rule, states, announcement);
        var verdicts = verdicts(rule, rule.definition().window(slot), seen, evaluation.open());
        return evaluation.apply(verdicts, silences, slot);
    }

    /** What comes of a rule. A mistake of ours is an error of that rule, and of no other. */
    List<Verdict> verdicts(Rule rule, Window window, Map<Look, Sight> seen, Set<String> open) {
        var baselines = new Baselines(asking, window);
        try {
            return new Judge(rule.definition(), baselines, look -> seen(seen, look)).verdicts(open);
        } catch (RuntimeException e) {
            Log.errorf(e, "Rule %s was not judged", rule.id());
            return new Judge(rule.definition(), baselines, look -> new Sight.Blind("it could not be judged"))
                    .verdicts(open);
        }
    }

    /** What has to be looked at for a slot. */
    Stream<Look> looks(Rule rule, Instant slot) {
        return looks(rule, rule.definition().window(slot));
    }

    Stream<Look> looks(Rule rule, Window window) {
        var baselines = new Baselines(asking, window);
        return rule.definition().conditions().stream().flatMap(baselines::looks);
    }

    /** Looks for as long as there is time. */
    Map<Look, Sight> look(Set<Look> looks) {
        return looks.isEmpty()
                ? Map.of()
                : sights.look(asking, looks, budget).await().atMost(PATIENCE);
    }

    private static Sight seen(Map<Look, Sight> seen, Look look) {
        var sight = seen.get(look);
        return sight == null ? new Sight.Blind("it was not looked at") : sight;
    }
}
