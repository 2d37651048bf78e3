package io.tidemark.aggregation.daily;

import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.roll.Home;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A live tenant and the calendar that its days follow. */
record HomeTenant(UUID id, String slug, HomeCalendar calendar) {

    Home home() {
        return new Home(id, calendar.zone());
    }

    /** The first day that begins at the instant or later. */
    LocalDate firstDayFrom(Instant instant) {
        var day = calendar.dayOf(instant);
        return calendar.startOf(day).isBefore(instant) ? day.plusDays(1) : day;
    }

    /** The last day that was over at the instant. */
    LocalDate lastDayOver(Instant instant) {
        return calendar.dayOf(instant).minusDays(1);
    }
}
