package io.tidemark.query.traffic;

import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.query.figures.Figures;
import io.tidemark.rollups.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Adds hours up by their place in the week of a zone. */
final class Week {

    private static final int HOURS = 24;

    private final ZoneId zone;
    private final Sums[] sums = Stream.generate(Sums::new)
            .limit((long) DayOfWeek.values().length * HOURS)
            .toArray(Sums[]::new);

    Week(ZoneId zone) {
        this.zone = zone;
    }

    /** Hours may be cut by a change of the clocks, or given in parts: a place counts them by their local hour. */
    Week add(Result hours, Result consumers) {
        var seen = new HashSet<Object>();
        for (var slot : hours.slots()) {
            var local = slot.start().atZone(zone);
            if (seen.add(List.of(local.toLocalDate(), local.getHour(), local.getOffset()))) {
                at(slot.start()).hours++;
            }
        }
        hours.cells().forEach(cell -> at(startOf(cell)).add(cell));
        consumers.cells().forEach(cell -> at(startOf(cell)).consumers += cell.distinct());
        return this;
    }

    List<TrafficPatterns.Cell> cells() {
        return Stream.iterate(0, place -> place < sums.length, place -> place + 1)
                .map(place -> sums[place].cell(place / HOURS + 1, place % HOURS))
                .toList();
    }

    private static Instant startOf(Cell cell) {
        return Objects.requireNonNull(cell.bucket());
    }

    private Sums at(Instant instant) {
        var local = instant.atZone(zone);
        return sums[(local.getDayOfWeek().getValue() - 1) * HOURS + local.getHour()];
    }

    private static final class Sums {

        private int hours;
        private long requests;
        private long errors;
        private long durations;
        private long micros;
        private long consumers;

        void add(Cell cell) {
            requests += cell.value(Measure.EVENTS);
            errors += cell.value(Measure.ERRORS);
            durations += cell.value(Measure.DURATION_COUNT);
            micros += cell.value(Measure.DURATION_SUM);
        }

        TrafficPatterns.Cell cell(int dayOfWeek, int hour) {
            return new TrafficPatterns.Cell(
                    dayOfWeek,
                    hour,
                    hours,
                    requests,
                    errors,
                    Figures.percent(errors, requests),
                    Figures.meanMillis(micros, durations),
                    hours == 0
                            ? null
                            : BigDecimal.valueOf(consumers).divide(BigDecimal.valueOf(hours), 2, RoundingMode.HALF_UP));
        }
    }
}
