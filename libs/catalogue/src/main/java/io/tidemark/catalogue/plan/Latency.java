package io.tidemark.catalogue.plan;

import io.tidemark.rollups.LatencyHistogram;
import java.util.List;
import java.util.OptionalDouble;

/** How durations are distributed, in milliseconds; off by {@link LatencyHistogram#RELATIVE_ERROR} at most. */
public final class Latency {

    public static final Latency NONE = new Latency(List.of());

    private static final double MICROSECONDS = 1000;

    private final List<String> stored;
    // Filled once, then only read.
    private final LatencyHistogram histogram = new LatencyHistogram();

    private Latency(List<String> stored) {
        this.stored = stored;
        stored.forEach(histogram::add);
    }

    static Latency of(String stored) {
        return new Latency(List.of(stored));
    }

    /** All of them together. */
    public static Latency merge(List<Latency> parts) {
        return new Latency(parts.stream().flatMap(part -> part.stored.stream()).toList());
    }

    /** How many durations there are. */
    public long count() {
        return histogram.total();
    }

    /** The duration that the given share (above 0, up to 1) does not exceed; empty if there is none. */
    public OptionalDouble percentile(double share) {
        var duration = histogram.percentile(share);
        return duration.isPresent() ? OptionalDouble.of(duration.getAsDouble() / MICROSECONDS) : duration;
    }

    /** About how many durations are below the given one. */
    public double below(double milliseconds) {
        return histogram.below(milliseconds * MICROSECONDS);
    }
}
