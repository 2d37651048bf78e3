package io.tidemark.bench.alerts;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;

/** Looks ten times a second which rules have been evaluated, minute by minute. */
final class SlotWatch {

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * What was seen.
     *
     * @param expected evaluations that should have been: rules times minutes
     * @param lateness of each that was within its minute, in seconds after the minute began
     */
    record Watched(int expected, List<Double> lateness) {

        /** How many of them were within their minute. */
        double share() {
            return (double) lateness.size() / expected;
        }
    }

    private final ScheduleTable table;

    SlotWatch(ScheduleTable table) {
        this.table = table;
    }

    /** Watches some minutes; returns at the end of the last. */
    Watched watch(Instant first, int minutes) throws SQLException, InterruptedException {
        var rules = table.rules();
        var expected =
                minutes * rules.values().stream().mapToInt(Integer::intValue).sum();
        var lateness = new ArrayList<Double>();
        for (int minute = 0; minute < minutes; minute++) {
            var slot = first.plus(MINUTE.multipliedBy(minute));
            var waiting = new HashMap<>(rules);
            for (var now = awaitTick(slot); now.isBefore(slot.plus(MINUTE)); now = awaitTick(slot)) {
                if (!waiting.isEmpty()) {
                    var late = Duration.between(slot, now).toNanos() / 1e9;
                    table.removeEvaluated(waiting, slot)
                            .values()
                            .forEach(count -> lateness.addAll(Collections.nCopies(count, late)));
                }
            }
        }
        return new Watched(expected, lateness);
    }

    private static Instant awaitTick(Instant slot) throws InterruptedException {
        var toSlot = Duration.between(Instant.now(), slot);
        Thread.sleep(toSlot.isPositive() ? toSlot : EVERY);
        return Instant.now();
    }
}
