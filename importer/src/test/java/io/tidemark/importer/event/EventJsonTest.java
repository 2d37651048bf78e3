package io.tidemark.importer.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.importer.line.AccessEntry;
import io.tidemark.importer.line.AccessEntry.Client;
import io.tidemark.importer.line.AccessEntry.Exchange;
import io.tidemark.importer.line.AccessEntry.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private static final UUID ID = UUID.fromString("0f6f4d1c-9c8e-8aaa-8bbb-0123456789ab");
    private static final Exchange NOTHING = new Exchange(null, null, null, null, null);
    private static final Client NOBODY = new Client(null, null, null, null);

    @Test
    void everyFieldHasItsPlace() throws IOException {
        var entry = new AccessEntry(
                Instant.parse("2026-10-10T20:55:36.123Z"),
                new Request("get", "/a/b?token=secret", "http", "api.example"),
                new Exchange(200, 10L, 20L, 1.5, 0.25),
                new Client("::1", "frank", "curl", "https://x.example/"),
                "r-1");

        assertThat(written(entry)).isEqualTo("""
                {"id":"0f6f4d1c-9c8e-8aaa-8bbb-0123456789ab","time":"2026-10-10T20:55:36.123Z","method":"GET",\
                "path":"/a/b","protocol":"http","domain":"api.example","status":200,"bytesIn":10,"bytesOut":20,\
                "durationMs":1.5,"backendMs":0.25,"clientIp":"::1","user":"frank","userAgent":"curl",\
                "referrer":"https://x.example/","requestId":"r-1"}
                """);
    }

    @Test
    void whatIsNotKnownIsNotWritten() throws IOException {
        assertThat(written(new AccessEntry(Instant.EPOCH, new Request(null, null, null, null), NOTHING, NOBODY, null)))
                .isEqualTo("{\"id\":\"%s\",\"time\":\"1970-01-01T00:00:00Z\"}\n".formatted(ID));
    }

    @Test
    void textsAreMadeStorable() throws IOException {
        var path = "/" + "\u0000\ud83d\ude00\ud83d" + "x".repeat(5000);
        var event = read(new AccessEntry(Instant.EPOCH, new Request("GET", path, null, null), NOTHING, NOBODY, null));

        assertThat(event.get("path").asText()).hasSize(4096).startsWith("/\ufffd\ud83d\ude00\ufffdx");
    }

    @Test
    void pairsCutInTwoAreReplaced() throws IOException {
        var user = "x".repeat(255) + "\ud83d\ude00";
        var event = read(new AccessEntry(
                Instant.EPOCH, new Request(null, null, null, null), NOTHING, new Client(null, user, null, null), null));

        assertThat(event.get("user").asText()).isEqualTo("x".repeat(255) + "\ufffd");
    }

    private static JsonNode read(AccessEntry entry) throws IOException {
        return new ObjectMapper().readTree(written(entry));
    }

    private static String written(AccessEntry entry) throws IOException {
        var out = new ByteArrayOutputStream();
        new EventJson().write(ID, entry, out);
        return out.toString(UTF_8);
    }
}
