package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of every service, after each has done some work, as Prometheus' own linter sees them. */
@SystemProfileOnly
class MetricsIT {

    private static Deployment deployment;
    private static ServiceProcess ingest;
    private static ServiceProcess query;
    private static UUID tenant;

    @BeforeAll
    static void deployAndUse() {
        deployment = new Deployment();
        ingest = deployment.ingest();
        query = deployment.query();
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
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "query"})
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
    @ValueSource(strings = {"ingest", "query"})
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
    }

    private static String metrics(String service) {
        var process = service.equals("ingest") ? ingest : query;
        // The format allows a comma after the last label.
        return ServiceProcess.get(process.managementUrl("/q/metrics"), "Accept", "text/plain")
                .body()
                .replace(",}", "}");
    }
}
