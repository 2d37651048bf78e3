package io.tidemark.bench.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ReferenceEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T22:00:00Z");

    @Test
    void everyFieldButAttributesAndErrorIsThere() throws IOException {
        var event = new ObjectMapper().readTree(new ReferenceEvents(1, NOW).body(1));

        assertThat(event.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "time",
                        "agentId",
                        "agentName",
                        "api",
                        "route",
                        "path",
                        "method",
                        "status",
                        "protocol",
                        "domain",
                        "environment",
                        "consumer",
                        "user",
                        "groups",
                        "durationMs",
                        "overheadMs",
                        "backendMs",
                        "bytesIn",
                        "bytesOut",
                        "quantity",
                        "country",
                        "clientIp",
                        "userAgent",
                        "referrer",
                        "requestId",
                        "traceId",
                        "spanId");
    }

    @Test
    void seedDecidesAboutEverything() {
        assertThat(new ReferenceEvents(1, NOW).body(20)).isEqualTo(new ReferenceEvents(1, NOW).body(20));
        assertThat(new ReferenceEvents(1, NOW).body(20)).isNotEqualTo(new ReferenceEvents(2, NOW).body(20));
    }

    @Test
    void liveEventsAreOfTheMoment() throws IOException {
        var events = new ObjectMapper()
                .readTree(ReferenceEvents.live(1, InstantSource.fixed(NOW)).body(20));

        assertThat(events)
                .allSatisfy(event -> assertThat(event.get("time").asText()).isEqualTo(NOW.toString()));
    }

    @Test
    void noEventsAreAnEmptyArray() {
        assertThat(new ReferenceEvents(1, NOW).body(0)).asString().isEqualTo("[]");
    }

    @Test
    void valuesRepeatLikeThoseOfARealGateway() throws IOException {
        var events = new ObjectMapper().readTree(new ReferenceEvents(1, NOW).body(20_000));

        assertThat(distinct(events, "id")).isEqualTo(20_000);
        assertThat(distinct(events, "requestId")).isEqualTo(20_000);
        assertThat(distinct(events, "api")).isEqualTo(12);
        assertThat(distinct(events, "agentId")).isBetween(400L, 500L);
        assertThat(distinct(events, "user")).isBetween(5_000L, 20_000L);
        assertThat(distinct(events, "userAgent")).isBetween(200L, 300L);
        assertThat(events).allSatisfy(event -> assertThat(
                        Duration.between(Instant.parse(event.get("time").asText()), NOW))
                .isBetween(Duration.ZERO, Duration.ofMinutes(10)));
    }

    private static long distinct(JsonNode events, String field) {
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.get(field).asText())
                .distinct()
                .count();
    }
}
