package io.tidemark.rollups.roll;

import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.roll.Waiting.Floors;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Home days that are kept although not all of their hours are: they cannot be made of hours, and are added to. */
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

    List<Instant> starts() {
        return days.stream().map(calendar::startOf).toList();
    }

    List<Instant> ends() {
        return days.stream().map(calendar::endOf).toList();
    }
}
