package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with an event. */
class RejectedEventTest extends EventValidatorBed {

    @ParameterizedTest(name = "{0} of at most {1}")
    @MethodSource
    void textsAreBounded(String name, int max, BiConsumer<RawEvent, String> field) {
        assertThat(rejected(raw -> field.accept(raw, "x".repeat(max + 1)))).containsExactly(name);
        accepted(raw -> field.accept(raw, "x".repeat(max)));
    }

    static Stream<Arguments> textsAreBounded() {
        return Stream.of(
                text("id", 128, (raw, text) -> raw.id = text),
                text("source", 256, (raw, text) -> raw.source = text),
                text("type", 64, (raw, text) -> raw.type = text),
                text("agentName", 256, (raw, text) -> raw.agentName = text),
                text("api", 256, (raw, text) -> raw.api = text),
                text("route", 256, (raw, text) -> raw.route = text),
                text("path", 4096, (raw, text) -> raw.path = text),
                text("method", 32, (raw, text) -> raw.method = text),
                text("protocol", 256, (raw, text) -> raw.protocol = text),
                text("domain", 256, (raw, text) -> raw.domain = text),
                text("environment", 256, (raw, text) -> raw.environment = text),
                text("consumer", 256, (raw, text) -> raw.consumer = text),
                text("user", 256, (raw, text) -> raw.user = text),
                text("groups", 256, (raw, text) -> raw.groups = List.of(text)),
                text("error.type", 256, (raw, text) -> error(raw).errorType = text),
                text("error.message", 4096, (raw, text) -> error(raw).errorMessage = text),
                text("error.category", 256, (raw, text) -> error(raw).errorCategory = text),
                text("requestId", 256, (raw, text) -> raw.requestId = text),
                text("traceId", 256, (raw, text) -> raw.traceId = text),
                text("spanId", 256, (raw, text) -> raw.spanId = text));
    }

    @Test
    void lengthsAreThoseOfUnicode() {
        accepted(raw -> raw.id = "🌊".repeat(128));
        accepted(raw -> raw.source = "🌊".repeat(256));
        accepted(raw -> raw.consumer = "🌊".repeat(256));
        assertThat(rejected(raw -> raw.id = "🌊".repeat(129))).containsExactly("id");
        assertThat(rejected(raw -> raw.consumer = "🌊".repeat(257))).containsExactly("consumer");
    }

    private static Arguments text(String name, int max, BiConsumer<RawEvent, String> field) {
        return Arguments.of(name, max, field);
    }

    private static RawEvent error(RawEvent raw) {
        raw.error = true;
        return raw;
    }

    @ParameterizedTest
    @MethodSource
    void wrongValuesAreNamed(String name, Consumer<RawEvent> wrong) {
        assertThat(rejected(wrong)).containsExactly(name);
    }

    static Stream<Arguments> wrongValuesAreNamed() {
        return Stream.of(
                wrong("id", raw -> raw.id = null),
                wrong("id", raw -> raw.id = ""),
                wrong("source", raw -> raw.source = ""),
                wrong("type", raw -> raw.type = ""),
                wrong("type", raw -> raw.type = "Request"),
                wrong("type", raw -> raw.type = "1request"),
                wrong("type", raw -> raw.type = "a-b"),
                wrong("type", raw -> raw.type = "é"),
                wrong("time", raw -> raw.time = ""),
                wrong("time", raw -> raw.time = "yesterday"),
                wrong("time", raw -> raw.time = "2026-11-20T09:59:60Z"),
                wrong("agentId", raw -> raw.agentId = ""),
                wrong("agentId", raw -> raw.agentId = "1-1-1-1-1"),
                wrong("agentId", raw -> raw.agentId = "00000000-0000-0000-0000-000000000000"),
                wrong("agentId", raw -> raw.agentId = "123e4567-e89b-12d3-a456-42661417400g"),
                wrong("method", raw -> raw.method = "GET /"),
                wrong("method", raw -> raw.method = "GET,POST"),
                wrong("method", raw -> raw.method = "GÉT"),
                wrong("method", raw -> raw.method = "GET\t"),
                wrong("status", raw -> raw.status = 99),
                wrong("status", raw -> raw.status = 600),
                wrong("status", raw -> raw.status = -1),
                wrong("country", raw -> raw.country = "FRA"),
                wrong("country", raw -> raw.country = "F1"),
                wrong("country", raw -> raw.country = "ßß"),
                wrong("groups", raw -> raw.groups = Collections.nCopies(33, "a")),
                wrong("groups", raw -> raw.groups = List.of("a", "b\nc")),
                wrong("durationMs", raw -> raw.durationMs = -0.001),
                wrong("durationMs", raw -> raw.durationMs = Double.NaN),
                wrong("durationMs", raw -> raw.durationMs = Double.POSITIVE_INFINITY),
                wrong("overheadMs", raw -> raw.overheadMs = 31 * 86_400_000.0 + 1),
                wrong("backendMs", raw -> raw.backendMs = 1e300),
                wrong("bytesIn", raw -> raw.bytesIn = -1L),
                wrong("bytesOut", raw -> raw.bytesOut = 1_000_000_000_000_001L),
                wrong("quantity", raw -> raw.quantity = Long.MAX_VALUE));
    }

    private static Arguments wrong(String name, Consumer<RawEvent> wrong) {
        return Arguments.of(name, wrong);
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        var measures = accepted(raw -> {
                    raw.durationMs = 31 * 86_400_000.0;
                    raw.overheadMs = 0.0;
                    raw.bytesIn = 1_000_000_000_000_000L;
                    raw.bytesOut = 0L;
                    raw.quantity = 0L;
                })
                .measures();

        assertThat(measures).isEqualTo(new Measures(2_678_400_000_000L, 0L, null, 1_000_000_000_000_000L, 0L, 0));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThat(rejected(raw -> {
                    raw.id = null;
                    raw.status = 1000;
                    raw.country = "France";
                }))
                .containsExactlyInAnyOrder("id", "status", "country");
    }
}
