package io.tidemark.catalogue.plan;

import io.tidemark.rollups.LatencyHistogram;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How durations are distributed, in milliseconds; off by {@link LatencyHistogram#RELATIVE_ERROR} at most, and never below
 * the shortest or above the longest.
 */
public final class Latency {

    public static final Latency NONE = new Latency("", OptionalLong.empty(), OptionalLong.empty());

    private static final double MICROSECONDS = 1000;

    // Filled once, then only read.
    private final LatencyHistogram histogram = new LatencyHistogram();
    private final OptionalLong shortest;
    private final OptionalLong longest;

    private Latency(String stored, OptionalLong shortest, OptionalLong longest) {
        this.shortest = shortest;
        this.longest = longest;
        histogram.add(stored);
    }

    /**
     * Of a stored histogram.
     *
     * @param shortest of the same durations, in microseconds
     * @param longest of the same durations, in microseconds
     */
    static Latency of(String stored, OptionalLong shortest, OptionalLong longest) {
        return new Latency(stored, shortest, longest);
    }

    /** How many durations there are. */
    public long count() {
        return histogram.total();
    }

    /** The duration that the given share (above 0, up to 1) does not exceed; empty if there is none. */
    public OptionalDouble percentile(double share) {
        var duration = histogram.percentile(share);
        return duration.isPresent() ? OptionalDouble.of(bounded(duration.getAsDouble()) / MICROSECONDS) : duration;
    }

    /** About how many durations are below the given one. */
    public double below(double milliseconds) {
        return histogram.below(milliseconds * MICROSECONDS);
    }

    private double bounded(double duration) {
        var low = shortest.isPresent() ? Math.max(duration, (double) shortest.getAsLong()) : duration;
        return longest.isPresent() ? Math.min(low, (double) longest.getAsLong()) : low;
    }
}
