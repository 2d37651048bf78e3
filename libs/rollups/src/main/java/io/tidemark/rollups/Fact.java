package io.tidemark.rollups;

/**
 * An event as far as measures are taken from it. {@link #ABSENT} is what it does not have.
 *
 * @param time microseconds since 1970
 * @param error see {@link Events#ERROR}
 * @param statusClass see {@link Events#STATUS_CLASS}
 * @param duration microseconds, as are {@code overhead} and {@code backend}
 * @param latencyBucket of the duration
 */
public record Fact(
        long time,
        boolean error,
        int statusClass,
        long bytesIn,
        long bytesOut,
        long quantity,
        long duration,
        long overhead,
        long backend,
        int latencyBucket) {

    /** No quantity of an event is negative. */
    public static final int ABSENT = -1;

    boolean isDurationWithin(long from, long below) {
        return duration >= from && duration < below;
    }
}
