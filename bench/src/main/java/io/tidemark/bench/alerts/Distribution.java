package io.tidemark.bench.alerts;

import java.util.Arrays;
import java.util.List;

/** How seconds are distributed; zeros if there are none. */
record Distribution(int count, double p50, double p95, double max) {

    static Distribution of(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return new Distribution(0, 0, 0, 0);
        }
        var sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Distribution(
                sorted.length,
                at(sorted, 0.5),
                at(sorted, 0.95),
                Arrays.stream(sorted).max().orElse(0));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
    }
}
