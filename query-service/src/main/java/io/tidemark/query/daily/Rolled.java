package io.tidemark.query.daily;

import io.tidemark.events.HomeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What has been rolled up of a tenant, and what has not, as one snapshot sees it.
 *
 * @param days days that are complete and may be read as such
 * @param hoursFrom days that begin earlier are complete, too
 * @param waiting batches whose events are in no rollup yet
 */
record Rolled(Set<LocalDate> days, Instant hoursFrom, List<Long> waiting) {

    /** Whether the day may be read as such. */
    boolean isComplete(LocalDate day, HomeCalendar calendar) {
        return days.contains(day) || calendar.startOf(day).isBefore(hoursFrom);
    }
}
