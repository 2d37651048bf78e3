package io.tidemark.aggregation.retention;

import io.tidemark.rollups.Grain;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** A table of which whole partitions go, one day later than their newest row might. */
enum PartitionedTable {
    /** By the UTC day. */
    EVENT,
    /** By the UTC day. */
    ROLLUP_MINUTE,
    /** By the month of UTC. */
    ROLLUP_HOUR;

    private static final Duration GRACE = Duration.ofDays(1);

    static PartitionedTable of(Grain grain) {
        return switch (grain) {
            case MINUTE -> ROLLUP_MINUTE;
            case HOUR -> ROLLUP_HOUR;
            case DAY -> throw new IllegalArgumentException("days are not partitioned");
        };
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first UTC day of the first partition that stays. */
    LocalDate firstKept(Horizon farthest) {
        return switch (this) {
            case EVENT -> dayBefore(farthest.raw());
            case ROLLUP_MINUTE -> dayBefore(farthest.minute());
            case ROLLUP_HOUR -> dayBefore(farthest.hour()).withDayOfMonth(1);
        };
    }

    private static LocalDate dayBefore(Instant limit) {
        return LocalDate.ofInstant(limit.minus(GRACE), ZoneOffset.UTC);
    }
}
