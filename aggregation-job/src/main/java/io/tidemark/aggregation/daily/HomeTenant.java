package io.tidemark.aggregation.daily;

import io.tidemark.events.HomeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** A live tenant and the calendar that its days follow. */
record HomeTenant(UUID id, String slug, HomeCalendar calendar) {

    /** The local day in which the UTC day begins. */
    LocalDate firstDayOf(LocalDate utcDay) {
        return calendar.dayOf(utcDay.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The last day that was over at the instant. */
    LocalDate lastDayOver(Instant instant) {
        return calendar.dayOf(instant).minusDays(1);
    }
}
