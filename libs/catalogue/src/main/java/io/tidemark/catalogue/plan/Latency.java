package io.tidemark.catalogue.plan;

import io.tidemark.rollups.LatencyHistogram;
import java.util.List;
import java.util.OptionalDouble;

/** How durations are distributed, in milliseconds; off by {@link LatencyHistogram#RELATIVE_ERROR} at most. */
public final class Latency {

    public static final Latency NONE = new Latency(List.of());

    private static final double MICROSECONDS = 1000;

    private final List<String> stored;

    private Latency(List<String> stored) {
        this.stored = stored;
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
        return histogram().total();
    }

    /** The duration that the given share (above 0, up to 1) does not exceed; empty if there is none. */
    public OptionalDouble percentile(double share) {
        return percentiles(List.of(share)).getFirst();
    }

    /** Several at once. */
    public List<OptionalDouble> percentiles(List<Double> shares) {
        var histogram = histogram();
        return shares.stream()
                .map(share -> {
                    var duration = histogram.percentile(share);
                    return duration.isPresent()
                            ? OptionalDouble.of(duration.getAsDouble() / MICROSECONDS)
                            : OptionalDouble.empty();
                })
                .toList();
    }

    /** About how many durations are below the given one. */
    public double below(double milliseconds) {
        return histogram().below(milliseconds * MICROSECONDS);
    }

    private LatencyHistogram histogram() {
        var histogram = new LatencyHistogram();
        stored.forEach(histogram::add);
        return histogram;
    }
}
