package io.tidemark.aggregation.daily;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** Local days, both ends included. */
public record DayRange(LocalDate from, LocalDate to) {

    public DayRange {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(from + " is after " + to);
        }
    }

    public long length() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    Stream<LocalDate> days() {
        return from.datesUntil(to.plusDays(1));
    }

    DayRange including(LocalDate day) {
        return new DayRange(day.isBefore(from) ? day : from, day.isAfter(to) ? day : to);
    }
}
