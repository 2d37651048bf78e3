package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.OpenApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules and dashboards of the chart, in a real Prometheus that scrapes the services. */
@SystemProfileOnly
class PrometheusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path ROOT = OpenApi.file("x").getParent().getParent();
    private static final Path RULES = ROOT.resolve("helm/tidemark/files/rules/tidemark.yaml");
    private static final Path DASHBOARDS = ROOT.resolve("helm/tidemark/files/dashboards");
    private static final Path RULES_TEST = ROOT.resolve("system-tests/src/test/rules/tidemark.yaml");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern METRIC = Pattern.compile("\\b(?:tidemark|http_server|jvm|process|system)_[a-z0-9_]+");

    @TempDir
    private static Path directory;

    private static TraceReceiver traces;
    private static Deployment deployment;
    private static Prometheus prometheus;

    @BeforeAll
    static void deployAndScrape() throws IOException {
        traces = new TraceReceiver();
        deployment = new Deployment()
                .with("QUARKUS_OTEL_SDK_DISABLED", "false")
                .with("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", traces.url())
                .with("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms");
        var ingest = deployment.ingest();
        var query = deployment.query();
        var alert = deployment.alert();
        var key = deployment.fixtures.apiKey(deployment.fixtures.tenant("pro", "UTC"), "ingest", "read");
        try (var sender = new Sender(ingest, key)) {
            assertThat(sender.send(List.of(UUID.randomUUID()))).isTrue();
        }
        ServiceProcess.get(query.url("/analytics/usage-summary"), "X-API-Key", key);
        prometheus = new Prometheus(
                directory,
                Map.of(
                        "ingest-service", ingest.managementPort(),
                        "query-service", query.managementPort(),
                        "alert-service", alert.managementPort()),
                RULES);
    }

    @AfterAll
    static void undeploy() {
        prometheus.close();
        deployment.close();
        traces.close();
    }

    @Test
    void everyServiceIsScraped() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus.query("up == 1"))
                .extracting(sample -> sample.path("metric").path("service").asText())
                .containsExactlyInAnyOrder("ingest-service", "query-service", "alert-service"));
    }

    /** Of the flush of the first events, in the format that Prometheus asks for by itself. */
    @Test
    void bucketsNameTheTraceOfARequest() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        prometheus.traces("tidemark_ingest_flush_duration_seconds_bucket"))
                .isNotEmpty()
                .allSatisfy(trace -> assertThat(traces.spans())
                        .anyMatch(span -> TraceReceiver.hex(span.getTraceId()).equals(trace))));
    }

    @Test
    void alertsFireAsTheirTestsSay() throws IOException, InterruptedException {
        var promtool = new ProcessBuilder("promtool", "test", "rules", RULES_TEST.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(Files.readString(RULES_TEST)).contains(alerts());
    }

    @Test
    void everyAlertHasItsChapterInTheRunbook() throws IOException {
        var chapters = Files.readAllLines(ROOT.resolve("docs/operations/runbook.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring("## ".length()));

        assertThat(chapters).containsExactlyInAnyOrderElementsOf(alerts());
    }

    @Test
    void everyRuleReadsMetricsThatAreThere() throws IOException {
        var rules = prometheus.rules();

        assertThat(rules).hasSizeGreaterThan(alerts().size());
        awaitMetrics(String.join("\n", rules));
    }

    @Test
    void everyPanelReadsMetricsThatAreThere() throws IOException {
        var expressions = expressions();

        assertThat(expressions).hasSizeGreaterThan(50).allSatisfy(prometheus::query);
        awaitMetrics(String.join("\n", expressions));
    }

    /** As docs/operations/monitoring.md says. */
    @Test
    void grafanasLoginSeesWhatTheDashboardOfTenantsAsksForAndNoEvent() throws IOException, SQLException {
        deployment.database.execute(OperatorsGuide.block("monitoring.md", "The dashboard of tenants"));
        var questions = new ObjectMapper()
                .readTree(DASHBOARDS.resolve("tidemark-tenants.json").toFile())
                .findValuesAsText("rawSql");
        try (var grafana = DriverManager.getConnection(deployment.database.jdbcUrl(), "grafana", "six");
                var statement = grafana.createStatement()) {
            assertThat(questions).isNotEmpty().allSatisfy(question -> assertThat(statement.execute(
                            question.replaceAll("\\$__timeFilter\\((\\w+)\\)", "$1 > now() - interval '7 days'")))
                    .isTrue());
            assertThatThrownBy(() -> statement.execute("SELECT id FROM event"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static void awaitMetrics(String expressions) {
        var names = metrics(expressions);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.metrics()).containsAll(names));
    }

    private static Set<String> metrics(String expressions) {
        var names = new TreeSet<String>();
        METRIC.matcher(expressions).results().map(MatchResult::group).forEach(names::add);
        return names;
    }

    private static List<String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(RULES))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> expressions() throws IOException {
        var expressions = new ArrayList<String>();
        try (var files = Files.list(DASHBOARDS)) {
            for (var file : files.toList()) {
                new ObjectMapper()
                        .readTree(file.toFile())
                        .findValues("expr")
                        .forEach((JsonNode expression) ->
                                expressions.add(expression.asText().replace("$namespace", ".*")));
            }
        }
        return expressions;
    }
}
