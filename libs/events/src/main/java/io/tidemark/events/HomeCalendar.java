package io.tidemark.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The local days of a tenant's home zone. The one place for local-day arithmetic: the zone rules of the JDK and of
 * PostgreSQL may differ, so no SQL computes a local day.
 *
 * <p>A day is the half-open range from its start to the start of the next one, so days neither overlap nor leave gaps.
 */
public record HomeCalendar(ZoneId zone) {

    /** The day that holds the instant. */
    public LocalDate dayOf(Instant instant) {
        var day = instant.atZone(zone).toLocalDate();
        // Clocks set back over midnight show the old date once more (St. John's, 00:01 to 23:01): the day stays over.
        return instant.isBefore(endOf(day)) ? day : day.plusDays(1);
    }

    /** First instant of the day; a day that the zone skipped starts and ends at the same instant. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** First instant after the day. */
    public Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }
}
