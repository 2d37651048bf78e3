package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.Ports;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of every service, after each has done some work, as Prometheus' own linter sees them. */
@SystemProfileOnly
class MetricsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Deployment deployment;
    private static ServiceProcess ingest;
    private static ServiceProcess query;
    private static ServiceProcess alert;
    private static UUID tenant;

    @BeforeAll
    static void deployAndUse() throws IOException {
        deployment = new Deployment()
                .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks");
        ingest = deployment.ingest();
        query = deployment.query();
        alert = deployment.alert();
        tenant = deployment.fixtures.tenant("pro", "UTC");
        var key = deployment.fixtures.apiKey(tenant, "ingest", "read");
        try (var sender = new Sender(ingest, key)) {
            assertThat(sender.send(List.of(UUID.randomUUID()))).isTrue();
        }
        ServiceProcess.send(HttpRequest.newBuilder(ingest.url("/v1/events"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        for (var path : List.of(
                "/analytics/usage-summary",
                "/analytics/usage-summary",
                "/analytics/token-trends",
                "/analytics/nowhere")) {
            ServiceProcess.get(query.url(path), "X-API-Key", key);
        }
        watch(deployment.oidc.token(tenant, "editor"));
    }

    /** Has a rule evaluated, and tries a receiver that is not there. */
    private static void watch(String token) throws IOException {
        post("/v1/alerts", token, """
                {"name": "Somebody calls", "window": "PT5M", "evaluationInterval": "PT10S",
                 "conditions": [{"query": "requests_total", "operator": ">", "threshold": 0}]}""");
        var webhook = post("/v1/webhooks", token, """
                {"name": "nobody", "url": "http://127.0.0.1:%d/"}""".formatted(Ports.free()));
        post("/v1/webhooks/%s/test".formatted(webhook.get("id").asText()), token, "");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(metrics("alert"))
                .containsPattern("tidemark_alert_evaluations_total\\{outcome=\"matched\"} [1-9]"));
    }

    private static JsonNode post(String path, String token, String body) throws IOException {
        var response = ServiceProcess.send(HttpRequest.newBuilder(alert.url(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
        return JSON.readTree(response.body());
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "query", "alert"})
    void promtoolFindsNothing(String service) throws IOException, InterruptedException {
        var promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var input = promtool.outputWriter()) {
            input.write(metrics(service));
        }
        var findings = new String(promtool.getInputStream().readAllBytes());
        assertThat(promtool.waitFor()).as(findings).isZero();
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "query", "alert"})
    void noMetricNamesATenant(String service) {
        assertThat(metrics(service))
                .contains("jvm_memory_used_bytes")
                .doesNotContain("tenant")
                .doesNotContain(tenant.toString());
    }

    @Test
    void thePromisedMetricsAreThere() {
        assertThat(metrics("ingest"))
                .contains("tidemark_ingest_events_total{outcome=\"accepted\"} 1.0")
                .contains("tidemark_ingest_flush_duration_seconds_count")
                .contains("tidemark_ingest_queue_depth");
        assertThat(metrics("query"))
                .contains("tidemark_analytics_query_duration_seconds_count{endpoint=\"usage-summary\"} 1.0")
                .contains("tidemark_analytics_cache_hits_total{endpoint=\"usage-summary\"} 1.0")
                .contains("tidemark_analytics_cache_misses_total{endpoint=\"usage-summary\"} 1.0");
        assertThat(metrics("alert"))
                .contains("tidemark_alert_evaluations_total{outcome=\"noData\"}")
                .contains("tidemark_alert_evaluation_duration_seconds_count")
                .contains("tidemark_alert_evaluation_lateness_seconds_count")
                .contains("tidemark_webhook_deliveries_total{outcome=\"failed\"} 1.0")
                .contains("tidemark_webhook_delivery_duration_seconds_count");
    }

    private static String metrics(String service) {
        var process = Map.of("ingest", ingest, "query", query, "alert", alert).get(service);
        // The format allows a comma after the last label.
        return ServiceProcess.get(process.managementUrl("/q/metrics"), "Accept", "text/plain")
                .body()
                .replace(",}", "}");
    }
}
