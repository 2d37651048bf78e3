package io.tidemark.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class EventWriterTest {

    private final List<DemoEvent> events = IntStream.range(0, 60)
            .mapToObj(minute -> Instant.parse("2026-11-10T14:00:00Z").plusSeconds(minute * 60L))
            .flatMap(minute -> new TrafficGenerator(1, new Rhythm(6)).minute(minute).stream())
            .toList();

    @Test
    void requestsHaveAllThatAGatewayKnows() throws IOException {
        var request = written().stream()
                .filter(event -> event.get("type").asText().equals("request"))
                .findFirst()
                .orElseThrow();

        assertThat(request.properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "id",
                        "time",
                        "agentId",
                        "agentName",
                        "api",
                        "route",
                        "path",
                        "method",
                        "status",
                        "consumer",
                        "user",
                        "groups",
                        "durationMs",
                        "backendMs",
                        "overheadMs",
                        "bytesIn",
                        "bytesOut",
                        "country",
                        "clientIp",
                        "userAgent",
                        "requestId",
                        "traceId");
    }

    @Test
    void whatAnAgentDoesToItsCredentialsIsNoRequest() throws IOException {
        assertThat(written())
                .filteredOn(event -> !event.get("type").asText().equals("request"))
                .isNotEmpty()
                .allMatch(event -> !event.has("status") && !event.has("route"));
    }

    @Test
    void aServerErrorSaysWhatWentWrong() throws IOException {
        assertThat(written())
                .filteredOn(event -> event.path("status").asInt() >= 500)
                .isNotEmpty()
                .allMatch(event -> event.path("error").has("category"));
    }

    private List<JsonNode> written() throws IOException {
        var array = new ObjectMapper().readTree(EventWriter.array(events));
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
