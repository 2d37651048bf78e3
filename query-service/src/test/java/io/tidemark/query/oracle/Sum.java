package io.tidemark.query.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Objects;

/** What calls amount to, naively. */
record Sum(Collection<Call> calls) {

    long requests() {
        return calls.size();
    }

    long errors() {
        return calls.stream().filter(Call::isError).count();
    }

    long bytesSent() {
        return calls.stream()
                .map(Call::bytesOut)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    long bytesReceived() {
        return calls.stream()
                .map(Call::bytesIn)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    long[] micros() {
        return calls.stream()
                .map(Call::micros)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    void assertRate(JsonNode rate) {
        if (calls.isEmpty()) {
            assertThat(rate.isNull()).isTrue();
        } else {
            assertThat(rate.asDouble())
                    .isCloseTo(100.0 * errors() / requests(), org.assertj.core.data.Offset.offset(0.0001));
        }
    }

    void assertMean(JsonNode mean) {
        var micros = micros();
        if (micros.length == 0) {
            assertThat(mean.isNull()).isTrue();
        } else {
            assertThat(mean.asDouble())
                    .isCloseTo(
                            java.util.Arrays.stream(micros).sum() / 1000.0 / micros.length,
                            org.assertj.core.data.Offset.offset(0.001));
        }
    }

    /** Within the 2 % that is promised. */
    void assertPercentile(JsonNode percentile, double share) {
        var micros = micros();
        if (micros.length == 0) {
            assertThat(percentile.isNull()).isTrue();
        } else {
            var exact = micros[(int) Math.ceil(share * micros.length) - 1] / 1000.0;
            assertThat(percentile.asDouble()).isBetween(exact * 0.98 - 0.001, exact * 1.02 + 0.001);
        }
    }
}
