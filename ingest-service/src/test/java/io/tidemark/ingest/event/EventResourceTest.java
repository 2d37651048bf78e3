package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.ingest.Api;
import io.tidemark.testing.Infrastructure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken, and what each event becomes. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class EventResourceTest {

    Api api;

    @BeforeEach
    void createTenant() {
        api = Api.newTenant();
    }

    @Test
    void errorsAreStoredWithTheirCategory() {
        api.post("""
                [{"id": "1", "status": 503}, {"id": "2", "status": 200}]""").statusCode(200);

        assertThat(api.stored("status, error_type, error_category"))
                .extracting(row -> row.get("status") + " " + row.get("error_type") + " " + row.get("error_category"))
                .containsExactlyInAnyOrder("503 null server_error", "200 null null");
    }

    @Test
    void anEventIsStoredAndItsRepetitionIsADuplicate() {
        var event = """
                {"id": "first", "route": "/v1/orders", "method": "get", "status": 200, "durationMs": 12.5}""";

        api.post(event).statusCode(200).body("accepted", equalTo(1), "duplicates", equalTo(0), "rejected", empty());
        api.post(event).statusCode(200).body("accepted", equalTo(0), "duplicates", equalTo(1), "rejected", empty());

        assertThat(api.stored("route, method, status, duration_us"))
                .containsExactly(Map.of("route", "/v1/orders", "method", "GET", "status", 200, "duration_us", 12_500L));
    }

    @Test
    void everyFieldIsStored() {
        var agent = UUID.randomUUID();
        api.post("""
                {"id": "8a5e5b1e-3c39-4b8c-9b6e-6a1f0b1f6a10", "type": "token_issuance", "agentId": "%s", "agentName": "Ada",
                 "api": "orders", "path": "/v1/orders/42?x=1", "method": "post", "status": 503, "protocol": "HTTP/2",
                 "domain": "API.example.com", "environment": "prod", "consumer": "shop", "user": "u1",
                 "groups": ["a", "b"], "durationMs": 1.5, "overheadMs": 0.25, "backendMs": 1, "bytesIn": 10,
                 "bytesOut": 20, "quantity": 3, "country": "de", "clientIp": "192.0.2.1",
                 "userAgent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
                 "referrer": "https://www.google.com/search?q=x",
                 "error": {"type": "timeout", "message": "too \\"slow\\"", "category": "backend"},
                 "requestId": "r-1", "traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "spanId": "00f067aa0ba902b7",
                 "attributes": {"nested": {"list": [1, "two", null]}}}""".formatted(agent)).statusCode(200).body("accepted", equalTo(1));

        var row = api.stored("*").getFirst();
        assertThat(row)
                .containsEntry("id", UUID.fromString("8a5e5b1e-3c39-4b8c-9b6e-6a1f0b1f6a10"))
                .containsEntry("type", "token_issuance")
                .containsEntry("agent_id", agent)
                .containsEntry("api", "orders")
                .containsEntry("path", "/v1/orders/42")
                .containsEntry("method", "POST")
                .containsEntry("status", 503)
                .containsEntry("protocol", "HTTP/2")
                .containsEntry("domain", "api.example.com")
                .containsEntry("environment", "prod")
                .containsEntry("consumer", "shop")
                .containsEntry("user_id", "u1")
                .containsEntry("groups", "a\nb")
                .containsEntry("duration_us", 1500L)
                .containsEntry("overhead_us", 250L)
                .containsEntry("backend_us", 1000L)
                .containsEntry("bytes_in", 10L)
                .containsEntry("bytes_out", 20L)
                .containsEntry("quantity", 3L)
                .containsEntry("country", "DE")
                .containsEntry("referrer_class", "s")
                .containsEntry("referrer_domain", "www.google.com")
                .containsEntry("error_type", "timeout")
                .containsEntry("error_message", "too \"slow\"")
                .containsEntry("error_category", "backend");
        assertThat(row.get("route")).asString().startsWith("/v1/orders/");
        assertThat(row.get("visitor")).isNotNull();
        assertThat(row.get("attributes")).hasToString("{\"nested\": {\"list\": [1, \"two\", null]}}");
        assertThat((byte[]) row.get("trace_id")).hasSize(17);
        assertThat(Infrastructure.database()
                        .query("SELECT browser, os, client_class FROM client WHERE id = ?", row.get("client_id")))
                .containsExactly(Map.of("browser", "Firefox", "os", "Linux", "client_class", "browser"));
        assertThat(Infrastructure.database().query("SELECT name FROM agent WHERE id = ?", agent))
                .containsExactly(Map.of("name", "Ada"));
    }

    @Test
    void nothingIsStoredOfAddressAndUserAgent() {
        api.post("""
                {"id": "a", "clientIp": "192.0.2.77", "userAgent": "Secret/1.0 (unmistakable)"}""").statusCode(200);

        assertThat(api.stored("event::text").toString()).doesNotContain("192.0.2.77", "unmistakable");
    }

    @Test
    void newlineDelimitedEventsAreReadLineByLine() {
        api.post("application/x-ndjson", "{\"id\": \"a\"}\n\n{\"id\": \n{\"id\": \"b\"}")
                .statusCode(200)
                .body("accepted", equalTo(2), "rejected.index", equalTo(java.util.List.of(1)));
    }

    @Test
    void cloudEventsOfTwoSourcesAreTwoEventsAndOfOneSourceOne() {
        api.post(
                        "application/cloudevents-batch+json",
                        "[%s, %s, %s]"
                                .formatted(cloudEvent("/one", "7"), cloudEvent("/two", "7"), cloudEvent("/one", "7")))
                .statusCode(200)
                .body("accepted", equalTo(2), "duplicates", equalTo(1));
        api.post("application/cloudevents+json", cloudEvent("/two", "7"))
                .statusCode(200)
                .body("accepted", equalTo(0), "duplicates", equalTo(1));

        assertThat(api.stored("type, status")).hasSize(2).containsOnly(Map.of("type", "request", "status", 201));
    }

    @Test
    void anEmptyArrayIsAnsweredWithZeros() {
        api.post("[]").statusCode(200).body("accepted", equalTo(0), "duplicates", equalTo(0), "rejected", empty());
    }

    @Test
    void threeBadEventsOfFiveHundredAreNamedAndTheOthersStored() {
        var body = IntStream.range(0, 500)
                .mapToObj(i -> switch (i) {
                    case 17 -> "{\"id\": \"bad-17\", \"status\": 99}";
                    case 250 -> "{\"id\": \"bad-250\", \"durationMs\": \"fast\", \"nonsense\": 1}";
                    case 499 -> "{\"status\": 200}";
                    default -> "{\"id\": \"good-%d\", \"status\": 200}".formatted(i);
                })
                .collect(Collectors.joining(",", "[", "]"));

        api.post(body)
                .statusCode(200)
                .body("accepted", equalTo(497), "rejected", hasSize(3))
                .body("rejected[0].index", equalTo(17), "rejected[0].id", equalTo("bad-17"))
                .body("rejected[0].problem.code", equalTo("INVALID_EVENT"))
                .body("rejected[0].problem.errors.field", hasItem("status"))
                .body("rejected[1].index", equalTo(250), "rejected[1].id", equalTo("bad-250"))
                .body("rejected[1].problem.errors.field", hasItem("nonsense"))
                .body("rejected[2].index", equalTo(499), "rejected[2].id", nullValue())
                .body("rejected[2].problem.errors.field", hasItem("id"));
        assertThat(api.count()).isEqualTo(497);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void compressedBodiesAreInflated(String coding) throws IOException {
        api.request()
                .contentType("application/json")
                .header("Content-Encoding", coding)
                .body(gzip("[{\"id\": \"a\"}, {\"id\": \"b\"}]".getBytes()))
                .post("/v1/events")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(2));
    }

    @Test
    void aBodyOfTheLargestSizeIsTaken() {
        var event = "{\"id\": \"%d\", \"path\": \"/" + "x".repeat(4000) + "\"}";
        var events = IntStream.range(0, 4000).mapToObj(event::formatted).collect(Collectors.joining(",", "[", "]"));
        var padding = " ".repeat(16 * 1024 * 1024 - events.length());

        api.post(events + padding).statusCode(200).body("accepted", equalTo(4000));
    }

    @Test
    void tenThousandEventsAreTakenAndOneMoreIsNot() {
        api.post(events(10_000)).statusCode(200).body("accepted", equalTo(10_000));
        api.post(events(10_001)).statusCode(413).body("code", equalTo("TOO_MANY_EVENTS"));
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        api.post("[" + " ".repeat(16 * 1024 * 1024) + "]")
                .statusCode(413)
                .body("code", equalTo("PAYLOAD_TOO_LARGE"), "instance", equalTo("/v1/events"));
    }

    @Test
    void aGzipBombIsRefused() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 1024; i++) {
                gzip.write(zeros);
            }
        }
        api.request()
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(bomb.toByteArray())
                .post("/v1/events")
                .then()
                .statusCode(413)
                .body("code", equalTo("PAYLOAD_TOO_LARGE"));
    }

    @Test
    void truncatedGzipIsAMalformedBody() throws IOException {
        var whole = gzip(events(100).getBytes());
        api.request()
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(java.util.Arrays.copyOf(whole, whole.length / 2))
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_BODY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[{\"id\": \"a\"}", "5", "null", "\"text\"", "[] []", "nonsense"})
    void aBodyThatIsNoJsonOfEventsIsMalformed(String body) {
        api.post(body).statusCode(400).contentType("application/problem+json").body("code", equalTo("MALFORMED_BODY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json-patch+json"})
    void otherMediaTypesAreRefused(String mediaType) {
        api.post(mediaType, "{\"id\": \"a\"}").statusCode(415).body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void otherContentCodingsAreRefused() {
        api.request()
                .contentType("application/json")
                .header("Content-Encoding", "br")
                .body("[]")
                .post("/v1/events")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"), "detail", containsString("gzip"));
    }

    @Test
    void otherMethodsAndPathsAreProblems() {
        api.request().get("/v1/events").then().statusCode(405).contentType("application/problem+json");
    }

    private static String cloudEvent(String source, String id) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "%s", "type": "io.tidemark.request",
                 "time": "%s", "data": {"status": 201}}""".formatted(id, source, java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.HOURS));
    }

    static String events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\": \"" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
