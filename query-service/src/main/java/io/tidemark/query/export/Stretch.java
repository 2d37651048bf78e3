package io.tidemark.query.export;

import io.tidemark.events.HomeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of an export's range that one statement reads: short enough for its rows to be sorted, and whole buckets.
 *
 * @param starts where buckets begin; empty if there are none
 */
record Stretch(Instant from, Instant to, List<Instant> starts) {

    /** The stretches of a selection, in order, one made as the last is done. */
    static Stream<Stretch> of(Dataset dataset, Selection selection) {
        return switch (dataset) {
            case METRICS -> days(selection);
            case ENDPOINTS -> Stream.of(new Stretch(selection.from(), selection.to(), List.of()));
            case ERRORS, EVENTS -> hours(selection);
        };
    }

    private static Stream<Stretch> days(Selection selection) {
        var calendar = new HomeCalendar(selection.tenant().timeZone());
        return Stream.iterate(
                        calendar.dayOf(selection.from()),
                        day -> calendar.startOf(day).isBefore(selection.to()),
                        day -> day.plusDays(1))
                .filter(day -> calendar.startOf(day).isBefore(calendar.endOf(day)))
                .map(day -> new Stretch(
                        latest(calendar.startOf(day), selection.from()),
                        earliest(calendar.endOf(day), selection.to()),
                        selection.granularity().starts(day, calendar)));
    }

    private static Stream<Stretch> hours(Selection selection) {
        return Stream.iterate(selection.from(), from -> from.isBefore(selection.to()), from -> from.truncatedTo(
                                ChronoUnit.HOURS)
                        .plus(1, ChronoUnit.HOURS))
                .map(from -> new Stretch(
                        from,
                        earliest(from.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS), selection.to()),
                        List.of()));
    }

    /** The first partition that holds events of the stretch. */
    LocalDate firstUtcDay() {
        return LocalDate.ofInstant(from, ZoneOffset.UTC);
    }

    /** The last partition that holds events of the stretch. */
    LocalDate lastUtcDay() {
        return LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
