package io.tidemark.rollups;

import java.util.Locale;

/** The length of a bucket, and the table that keeps buckets of that length. */
public enum Grain {
    /** Minutes of UTC, which are minutes everywhere. */
    MINUTE,
    /** Hours of the tenant's home zone, see {@link HourGrid}. */
    HOUR,
    /** Days of the tenant's home zone, see {@link io.tidemark.events.HomeCalendar}. */
    DAY;

    public String table() {
        return "rollup_" + label();
    }

    /** The name in {@code rollup_floor}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
