package io.tidemark.aggregation.daily;

import io.tidemark.events.HomeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A live tenant and the calendar that its days follow. */
record HomeTenant(UUID id, String slug, HomeCalendar calendar) {

    /** The last day that was over at the instant. */
    LocalDate lastDayOver(Instant instant) {
        return calendar.dayOf(instant).minusDays(1);
    }
}
