package io.tidemark.rollups.roll;

import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.cell.Grouping;
import io.tidemark.rollups.cell.Micros;
import io.tidemark.rollups.roll.Waiting.Floors;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * Home days that are kept although not all of their hours are: they cannot be made of hours, and are added to. As days they
 * are complete, before and after.
 */
record OldDays(List<LocalDate> days, HomeCalendar calendar) {

    /** Those on which events of the batches may fall. */
    static OldDays of(Waiting waiting, Home home) {
        var calendar = home.calendar();
        Floors floors = waiting.floors();
        var days = calendar.dayOf(waiting.first())
                .datesUntil(calendar.dayOf(waiting.last()).plusDays(1))
                .filter(day -> calendar.startOf(day).isBefore(floors.hour()))
                .filter(day -> !calendar.startOf(day).isBefore(floors.day()))
                .toList();
        return new OldDays(days, calendar);
    }

    /** The start of the day that a time is on; nowhere if that is none of these. */
    LongUnaryOperator buckets() {
        var starts = new TreeMap<Long, Long>();
        days.forEach(day -> starts.put(Micros.of(calendar.startOf(day)), Micros.of(calendar.endOf(day))));
        return time -> {
            var day = starts.floorEntry(time);
            return day != null && time < day.getValue() ? day.getKey() : Grouping.NOWHERE;
        };
    }
}
