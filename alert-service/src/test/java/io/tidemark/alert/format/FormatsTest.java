package io.tidemark.alert.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.ConditionSnapshot;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FormatsTest {

    private static final UUID RULE = UUID.fromString("0191a2b3-0000-7000-8000-000000000001");

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final Formats formats = new Formats(json, () -> "https://tidemark.example/");

    @Test
    void standardIsTypeTimestampAndData() throws IOException {
        var payload = write(Format.STANDARD, EventType.FIRING);

        assertThat(payload.fieldNames()).toIterable().containsExactly("type", "timestamp", "data");
        assertThat(payload.at("/type").asText()).isEqualTo("alert.firing");
        assertThat(payload.at("/timestamp").asText()).isEqualTo("2026-11-26T10:00:00Z");
        assertThat(payload.at("/data").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "alertId",
                        "alertName",
                        "type",
                        "severity",
                        "series",
                        "sequence",
                        "time",
                        "message",
                        "labels",
                        "conditions");
        assertThat(payload.at("/data/conditions/0/value").asDouble()).isEqualTo(0.08);
        assertThat(payload.at("/data/severity").asText()).isEqualTo("critical");
    }

    @Test
    void cloudEventsAreStructured() throws IOException {
        var payload = write(Format.CLOUDEVENTS, EventType.NO_DATA);

        assertThat(payload.at("/specversion").asText()).isEqualTo("1.0");
        assertThat(payload.at("/type").asText()).isEqualTo("io.tidemark.alert.noData");
        assertThat(payload.at("/source").asText()).isEqualTo("https://tidemark.example/v1/alerts/" + RULE);
        assertThat(payload.at("/subject").asText()).isEqualTo("/v1/orders/:id");
        assertThat(payload.at("/time").asText()).isEqualTo("2026-11-26T10:00:00Z");
        assertThat(payload.at("/data/alertName").asText()).isEqualTo("errors \"5xx\"");
        assertThat(Format.CLOUDEVENTS.contentType()).isEqualTo("application/cloudevents+json");
    }

    @Test
    void slackGetsNoMarkupFromOutside() throws IOException {
        var payload = write(Format.SLACK, EventType.FIRING);

        assertThat(payload.at("/text").asText()).isEqualTo("[FIRING] errors \"5xx\" (/v1/orders/:id)");
        assertThat(payload.at("/attachments/0/text").asText()).isEqualTo("8 % &gt; 5 %, &lt;!channel&gt;");
        assertThat(payload.at("/attachments/0/color").asText()).isEqualTo("#e01e5a");
        assertThat(write(Format.SLACK, EventType.RESOLVED)
                        .at("/attachments/0/color")
                        .asText())
                .isEqualTo("#2eb67d");
    }

    @Test
    void alertmanagerIsVersion4() throws IOException {
        var firing = write(Format.ALERTMANAGER, EventType.FIRING);
        var resolved = write(Format.ALERTMANAGER, EventType.RESOLVED);

        assertThat(firing.at("/version").asText()).isEqualTo("4");
        assertThat(firing.at("/status").asText()).isEqualTo("firing");
        assertThat(firing.at("/groupKey").asText()).isEqualTo("{}:{alertname=\"errors \\\"5xx\\\"\"}");
        var alert = firing.at("/alerts/0");
        assertThat(alert.at("/labels/alertname").asText()).isEqualTo("errors \"5xx\"");
        assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
        assertThat(alert.at("/labels/service_level").asText()).isEqualTo("gold");
        assertThat(alert.at("/labels/_4eyes").asText()).isEqualTo("yes");
        assertThat(alert.at("/startsAt").asText()).isEqualTo("2026-11-26T09:30:00Z");
        assertThat(alert.at("/endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(alert.at("/fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(resolved.at("/status").asText()).isEqualTo("resolved");
        assertThat(resolved.at("/alerts/0/endsAt").asText()).isEqualTo("2026-11-26T10:00:00Z");
        assertThat(resolved.at("/alerts/0/fingerprint")).isEqualTo(alert.at("/fingerprint"));
    }

    @Test
    void textIsForPeople() {
        assertThat(formats.write(Format.TEXT, notice(EventType.FIRING))).isEqualTo("""
                [FIRING] errors "5xx" (/v1/orders/:id)

                8 % > 5 %, <!channel>

                max of server_error_rate_ts: 0.08 (> 0.05) matched

                4eyes: yes
                service-level: gold

                2026-11-26T10:00:00Z
                https://tidemark.example/v1/alerts/0191a2b3-0000-7000-8000-000000000001
                """);
    }

    private JsonNode write(Format format, EventType type) throws IOException {
        return json.readTree(formats.write(format, notice(type)));
    }

    private static Notice notice(EventType type) {
        return new Notice(
                new AlertEvent(
                        UUID.randomUUID(),
                        RULE,
                        "errors \"5xx\"",
                        type,
                        Severity.CRITICAL,
                        "/v1/orders/:id",
                        3,
                        Instant.parse("2026-11-26T10:00:00Z"),
                        "8 % > 5 %, <!channel>",
                        Map.of("service-level", "gold", "4eyes", "yes"),
                        List.of(new ConditionSnapshot(
                                "server_error_rate_ts", Map.of(), "max", ">", 0.05, 0.08, true, null)),
                        false,
                        null,
                        null),
                Instant.parse("2026-11-26T09:30:00Z"));
    }
}
