package io.tidemark.catalogue.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.Merge;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Two results of one aggregation, cell by cell and in order. */
final class SameResult {

    private SameResult() {}

    static void assertSame(Aggregation aggregation, Result result, Result expected) {
        assertThat(result.provenance()).isEqualTo(expected.provenance());
        assertThat(result.slots()).isEqualTo(expected.slots());
        assertThat(lines(result, aggregation)).isEqualTo(lines(expected, aggregation));
    }

    private static List<List<@Nullable Object>> lines(Result result, Aggregation aggregation) {
        return result.cells().stream()
                .map(cell -> Arrays.<@Nullable Object>asList(
                        cell.bucket(),
                        cell.key(),
                        cell.rest(),
                        aggregation.measures().stream()
                                .map(measure -> measure.merge() == Merge.MIN || measure.merge() == Merge.MAX
                                        ? cell.find(measure)
                                        : OptionalLong.of(cell.value(measure)))
                                .toList(),
                        cell.latency().count(),
                        cell.latency().percentile(0.5),
                        cell.distinct()))
                .toList();
    }
}
