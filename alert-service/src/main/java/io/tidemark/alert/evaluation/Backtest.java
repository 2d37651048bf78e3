package io.tidemark.alert.evaluation;

import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.state.StateRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Evaluates a rule at instants of the past, one after the other, as if it had been there. */
final class Backtest {

    private static final int MOST = 1500;
    private static final int PORTION = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Evaluator evaluator;
    private final Rule rule;
    private final Map<String, StateRow> states = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    Backtest(Evaluator evaluator, Rule rule) {
        this.evaluator = evaluator;
        this.rule = rule;
    }

    /** From so long before the instant up to it. */
    Preview run(Instant now, Duration past) {
        var step = step(past);
        var to = rule.definition().timing().slot(now);
        var from = to.minus(step.multipliedBy(past.dividedBy(step)));
        var end = System.nanoTime() + PATIENCE.toNanos();
        var next = from;
        while (!next.isAfter(to) && System.nanoTime() - end < 0) {
            var slots = Stream.iterate(next, slot -> !slot.isAfter(to), slot -> slot.plus(step))
                    .limit(PORTION)
                    .toList();
            next = evaluate(slots).plus(step);
        }
        return Preview.of(from, next.minus(step), step, Change.of(changes), changes.size(), next.isAfter(to));
    }

    private Duration step(Duration past) {
        var interval = rule.definition().evaluationInterval();
        return interval.multipliedBy(Math.max(1, Math.ceilDiv(past.dividedBy(interval), MOST)));
    }

    /** As many as there was time for; says the last. */
    private Instant evaluate(List<Instant> slots) {
        var looks = slots.stream()
                .flatMap(slot -> evaluator.looks(rule, slot))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var seen = evaluator.look(looks);
        var last = slots.getFirst();
        for (var slot : slots) {
            if (!slot.equals(last) && !evaluator.looks(rule, slot).allMatch(seen::containsKey)) {
                break;
            }
            var change = evaluator.change(rule, states.values(), List.of(), seen, slot);
            change.states().forEach(row -> states.put(row.series(), row));
            changes.add(change);
            last = slot;
        }
        return last;
    }
}
