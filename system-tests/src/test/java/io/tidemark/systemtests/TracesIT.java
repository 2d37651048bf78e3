package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Traces that are turned on, as a collector receives them from the services. */
class TracesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TraceReceiver traces;
    private static Deployment deployment;
    private static ServiceProcess ingest;
    private static ServiceProcess query;
    private static UUID tenant;
    private static String key;

    @BeforeAll
    static void deploy() {
        traces = new TraceReceiver();
        deployment = new Deployment()
                .with("QUARKUS_OTEL_SDK_DISABLED", "false")
                .with("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", traces.url())
                .with("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms")
                .with("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        // By gRPC, the default.
        ingest = deployment.ingest();
        query = deployment
                .with("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .query();
        tenant = deployment.fixtures.tenant("pro", "UTC");
        key = deployment.fixtures.apiKey(tenant, "ingest", "read");
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
        traces.close();
    }

    @Test
    void aRequestWithEventsIsFollowedToTheStatementThatStoresThem() {
        send();

        var request = requestOf(span -> isStatement(span, "INSERT INTO event"), "POST /v1/events");
        assertThat(TraceReceiver.attribute(request, "tidemark.tenant.id")).isEqualTo(tenant.toString());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        exemplars(OPEN_METRICS, "tidemark_ingest_flush_duration_seconds_bucket"))
                .isNotEmpty()
                .allSatisfy(trace -> assertThat(traces.spans())
                        .anyMatch(span -> TraceReceiver.hex(span.getTraceId()).equals(trace))));
        assertThat(exemplars("*/*", "tidemark_ingest_flush_duration_seconds_count"))
                .isEmpty();
    }

    @Test
    void aFlushOfManyRequestsIsTiedToEachOfThem() {
        await().atMost(PATIENCE).until(() -> {
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                Stream.generate(() -> (Runnable) TracesIT::send).limit(20).forEach(senders::submit);
                senders.submit(() -> send(2_000));
            }
            return traces.named("flush").anyMatch(flush -> flush.getLinksCount() > 0);
        });

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(traces.named("POST /v1/events"))
                .allSatisfy(request -> assertThat(traces.named("flush"))
                        .anyMatch(flush ->
                                isChild(flush, request) || pointsTo(flush, request) && pointsTo(request, flush))));
    }

    @Test
    void aQuestionIsFollowedToItsStatements() {
        ask("/analytics/usage-summary?from=2026-01-01&to=2026-01-02");

        var request = requestOf(span -> isStatement(span, "rollup_"), "GET /analytics/usage-summary");
        assertThat(TraceReceiver.attribute(request, "tidemark.tenant.id")).isEqualTo(tenant.toString());
    }

    @Test
    void whatIsLoggedForARequestNamesItsTrace() {
        deployment.database.execute("ALTER TABLE event RENAME TO happening");
        try (var sender = new Sender(ingest, key)) {
            assertThat(sender.send(List.of(UUID.randomUUID()))).isFalse();
            assertThat(ServiceProcess.get(query.url("/analytics/requests?from=now-1m"), "X-API-Key", key)
                            .statusCode())
                    .isEqualTo(500);
        } finally {
            deployment.database.execute("ALTER TABLE happening RENAME TO event");
        }

        isInTheLog(ingest, "A flush of 1 requests failed", "POST /v1/events");
        isInTheLog(query, "Request failed", "GET /analytics/requests");
    }

    @Test
    void spansComeByEitherProtocol() {
        send();
        ask("/analytics/usage-summary?from=2026-01-01&to=2026-01-02");

        await().atMost(PATIENCE).until(() -> traces.wasCalledByGrpc() && traces.wasCalledByHttp());
    }

    @Test
    void spansSayNothingOfWhatWasSentOrAsked() {
        send();
        ask("/analytics/dimensions/route/values?prefix=confidential");
        requestOf(span -> isStatement(span, ""), "GET /analytics/dimensions/{name}/values");
        requestOf(span -> isStatement(span, "INSERT INTO event"), "POST /v1/events");

        assertThat(traces.spans()).allSatisfy(span -> assertThat(span.toString())
                .doesNotContain("confidential", "/v1/orders", key, "tmk_", "Java-http-client"));
    }

    @Test
    void onlyRequestsToTheApiBeginTraces() {
        send();
        requestOf(span -> isStatement(span, "INSERT INTO event"), "POST /v1/events");

        assertThat(traces.spans())
                .filteredOn(span -> span.getParentSpanId().isEmpty())
                .allSatisfy(span -> assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER))
                .noneMatch(span -> span.getName().contains("/q/"));
    }

    private static void send() {
        send(1);
    }

    private static void send(int events) {
        try (var sender = new Sender(ingest, key)) {
            assertThat(sender.send(
                            Stream.generate(UUID::randomUUID).limit(events).toList()))
                    .isTrue();
        }
    }

    private static void ask(String path) {
        var answer = ServiceProcess.get(query.url(path), "X-API-Key", key, "Cache-Control", "no-cache");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The request of this name among the ancestors of such a span. */
    private static Span requestOf(Predicate<Span> wanted, String request) {
        return await().atMost(PATIENCE)
                .until(
                        () -> traces.spans().stream()
                                .filter(wanted)
                                .flatMap(traces::ancestry)
                                .filter(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER)
                                .filter(span -> span.getName().equals(request))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static boolean isStatement(Span span, String text) {
        return span.getKind() == SpanKind.SPAN_KIND_CLIENT
                && (TraceReceiver.attribute(span, "db.query.text").contains(text)
                        || TraceReceiver.attribute(span, "db.statement").contains(text));
    }

    private static boolean isChild(Span span, Span parent) {
        return span.getTraceId().equals(parent.getTraceId())
                && span.getParentSpanId().equals(parent.getSpanId());
    }

    private static boolean pointsTo(Span one, Span other) {
        return one.getLinksList().stream()
                .anyMatch(link -> link.getTraceId().equals(other.getTraceId())
                        && link.getSpanId().equals(other.getSpanId()));
    }

    /** A line with such words names the trace of such a request. */
    private static void isInTheLog(ServiceProcess service, String words, String request) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log(service))
                .filteredOn(line -> line.path("message").asText().contains(words))
                .extracting(line -> line.path("mdc").path("traceId").asText())
                .containsAnyElementsOf(traces.named(request)
                        .map(span -> TraceReceiver.hex(span.getTraceId()))
                        .toList()));
    }

    private static List<JsonNode> log(ServiceProcess service) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line :
                service.output().lines().filter(text -> text.startsWith("{")).toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** The traces that ingest-service names beside a series. */
    private static List<String> exemplars(String accepted, String series) {
        return ServiceProcess.get(ingest.managementUrl("/q/metrics"), "Accept", accepted)
                .body()
                .lines()
                .filter(line -> line.startsWith(series) && line.contains("trace_id=\""))
                .map(line -> line.replaceAll(".*trace_id=\"([0-9a-f]+)\".*", "$1"))
                .toList();
    }
}
