package io.tidemark.query.range;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Local days of a tenant's home zone, both ends included. */
public record DateRange(LocalDate from, LocalDate to) {

    public DateRange {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("from is after to");
        }
    }

    public List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    /** As the parameters of a question. */
    public Map<String, String> parameters() {
        return Map.of("from", from.toString(), "to", to.toString());
    }

    /** How many days of the range are over. */
    public long daysBefore(LocalDate today) {
        var end = to.isBefore(today) ? to.plusDays(1) : today;
        return Math.max(ChronoUnit.DAYS.between(from, end), 0);
    }

    /** Whether all days of the range are over. */
    public boolean isBefore(LocalDate today) {
        return to.isBefore(today);
    }
}
