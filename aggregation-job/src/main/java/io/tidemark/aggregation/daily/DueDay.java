package io.tidemark.aggregation.daily;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** One day of one tenant that is to be aggregated: {@code start} ≤ time of its events < {@code end}. */
record DueDay(UUID tenant, LocalDate day, Instant start, Instant end) {

    static DueDay of(HomeTenant tenant, LocalDate day) {
        return new DueDay(
                tenant.id(),
                day,
                tenant.calendar().startOf(day),
                tenant.calendar().endOf(day));
    }

    /** The first UTC day, and so partition, that the day reaches into. */
    LocalDate firstPartition() {
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    LocalDate lastPartition() {
        return LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC);
    }
}
