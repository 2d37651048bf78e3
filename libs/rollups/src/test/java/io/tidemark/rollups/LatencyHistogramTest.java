package io.tidemark.rollups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

    @Test
    void bucketsAreCountedOnceUnlessTheySayHowOften() {
        var histogram = new LatencyHistogram();

        histogram.add("");
        histogram.add("0 7:12 230");
        histogram.add("230:4");

        assertThat(histogram.stored()).isEqualTo("0 7:12 230:5");
        assertThat(histogram.total()).isEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "1  2", " 1", "1 ", ":3", "a", "1:b", "1,2", "-1", "1:2:3"})
    void nothingElseIsAHistogram(String stored) {
        assertThatThrownBy(() -> new LatencyHistogram().add(stored)).isInstanceOf(RuntimeException.class);
    }

    @Property
    void whatIsStoredIsReadAgain(
            @ForAll @Size(max = 40)
                    Map<@IntRange(max = 900) Integer, @LongRange(min = 1, max = 1L << 40) Long> counts) {
        var text = new TreeMap<>(counts)
                .entrySet().stream()
                        .map(bucket -> bucket.getValue() == 1
                                ? bucket.getKey().toString()
                                : bucket.getKey() + ":" + bucket.getValue())
                        .collect(Collectors.joining(" "));
        var histogram = new LatencyHistogram();

        histogram.add(text);

        assertThat(histogram.stored()).isEqualTo(text);
        assertThat(histogram.total())
                .isEqualTo(counts.values().stream().mapToLong(Long::longValue).sum());
    }
}
