package io.tidemark.bench.query;

import io.tidemark.bench.history.History;
import io.tidemark.bench.report.Median;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was found with one number of events.
 *
 * @param dashboards of twelve widgets, by range
 */
record SizeReport(History history, Disk disk, List<Comparison> comparisons, List<Comparison> dashboards) {

    /** Those over the longest range. */
    Stream<Comparison> longest() {
        var range = comparisons.getLast().range();
        return comparisons.stream().filter(comparison -> comparison.range().equals(range));
    }

    double medianRatio() {
        return Median.of(longest().mapToDouble(Comparison::ratio).toArray());
    }

    Comparison leastRatio() {
        return longest().min(Comparator.comparingDouble(Comparison::ratio)).orElseThrow();
    }

    double medianMillis() {
        return Median.of(
                longest().mapToDouble(comparison -> comparison.tidemark().p50()).toArray());
    }

    long disagreements() {
        return comparisons.stream()
                .filter(comparison -> !comparison.differences().isEmpty())
                .count();
    }
}
