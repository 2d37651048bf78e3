package io.tidemark.catalogue.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The widths that buckets may have. */
public enum BucketWidth {
    MINUTE("1m", Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    QUARTER_HOUR("15m", Duration.ofMinutes(15)),
    HOUR("1h", Duration.ofHours(1)),
    SIX_HOURS("6h", Duration.ofHours(6)),
    DAY("1d", Duration.ofDays(1)),
    /** From Monday on. */
    WEEK("1w", Duration.ofDays(7)),
    MONTH("1M", Duration.ofDays(30));

    private final String label;
    private final Duration about;

    BucketWidth(String label, Duration about) {
        this.label = label;
        this.about = about;
    }

    public static Optional<BucketWidth> find(String label) {
        return Arrays.stream(values())
                .filter(width -> width.label.equals(label))
                .findFirst();
    }

    /** The width that gives a range of that length some dozens of buckets. */
    public static BucketWidth automatic(Duration range) {
        if (range.compareTo(Duration.ofHours(1)) <= 0) {
            return MINUTE;
        }
        if (range.compareTo(Duration.ofHours(6)) <= 0) {
            return FIVE_MINUTES;
        }
        if (range.compareTo(Duration.ofHours(24)) <= 0) {
            return QUARTER_HOUR;
        }
        return range.compareTo(Duration.ofDays(7)) <= 0 ? HOUR : DAY;
    }

    public String label() {
        return label;
    }

    /** Exactly so long, or, from {@link #SIX_HOURS} on, as the calendar has it. */
    public Duration about() {
        return about;
    }

    /** Whether buckets follow the calendar, so that the clocks' changes make them longer or shorter. */
    public boolean isOfCalendar() {
        return compareTo(HOUR) > 0;
    }
}
