package io.tidemark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The packaged quickstart with the packaged services. */
class QuickstartIT {

    private static final String SUMMARY = "/analytics/usage-summary";
    private static final Duration EVALUATION_INTERVAL = Duration.ofSeconds(10);
    // Two seconds are promised; the rest is for machines that run other tests meanwhile.
    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    static Path dataDirectory;

    private static int port;
    private static RunningQuickstart quickstart;

    @BeforeAll
    static void start() throws IOException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        quickstart = RunningQuickstart.launch(dataDirectory, port);
        quickstart.awaitReady();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        quickstart.stop();
    }

    @Test
    void saysWhereItAnswersAndNothingElse() throws IOException {
        assertThat(quickstart.output()).isEqualTo("ready http://localhost:" + port + System.lineSeparator());
        assertThat(quickstart.errors().lines()).isNotEmpty().allMatch(line -> line.startsWith("tidemark: "));
    }

    @Test
    void theDemoFileTellsHowToGetIn() throws IOException {
        var demo = quickstart.demo();

        assertThat(demo.get("baseUrl").asText()).isEqualTo("http://localhost:" + port);
        assertThat(demo.get("tenants").findValuesAsText("slug")).containsExactly("acme", "globex", "initech");
        assertThat(demo.get("tenants").findValuesAsText("tier")).containsExactly("pro", "free", "enterprise");
        assertThat(demo.get("tenants").findValuesAsText("apiKey")).allMatch(key -> key.startsWith("tmk_"));
        assertThat(demo.get("platformAdmin").get("accessToken").asText()).isNotEmpty();
        assertThat(List.of("ingest-service", "query-service", "alert-service", "postgres", "redis"))
                .allMatch(name ->
                        ProcessHandle.of(demo.get("pids").get(name).asLong()).isPresent());
    }

    @Test
    void onlyTheOwnerMayReadTheDemoFile() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(quickstart.demoFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void anEventSentIsInTheNextAnswerOfItsTenantOnly() throws Exception {
        long acme = calls("acme");
        long initech = calls("initech");

        var response =
                quickstart.send("{\"id\":\"in-and-out\",\"route\":\"/orders\",\"method\":\"GET\",\"status\":200}");

        assertThat(response.body()).isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
        assertThat(calls("acme")).isEqualTo(acme + 1);
        assertThat(calls("initech")).isEqualTo(initech);
    }

    @Test
    void anAlertAndItsEndReachAReceiverOnThisMachine() throws Exception {
        try (var receiver = WebhookReceiver.start()) {
            var webhook = quickstart.post("acme", "/v1/webhooks", """
                    {"name": "here", "url": "%s"}""".formatted(receiver.url()));
            receiver.trust(webhook.get("secret").asText());
            quickstart.post("acme", "/v1/alerts", """
                    {"name": "Orders fail", "window": "PT1M", "evaluationInterval": "%s",
                     "conditions": [{"query": "server_error_rate", "filters": {"route": "/alerting"}, "operator": ">",
                                     "threshold": 0.5}]}""".formatted(EVALUATION_INTERVAL));

            quickstart.send("{\"id\":\"bad\",\"route\":\"/alerting\",\"status\":500}");
            await().atMost(EVALUATION_INTERVAL.plus(GRACE))
                    .until(() -> receiver.signedTypes().contains("alert.firing"));
            assertThat(receiver.signedTypes()).doesNotContain("alert.resolved");

            quickstart.send("[{\"id\":\"good\",\"route\":\"/alerting\",\"status\":200}]");
            await().atMost(EVALUATION_INTERVAL.plus(GRACE))
                    .until(() -> receiver.signedTypes().contains("alert.resolved"));
            assertThat(receiver.signedTypes()).containsOnlyOnce("alert.firing", "alert.resolved");
            assertThat(receiver.unsigned()).isZero();
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "tidemark.system",
            matches = "true",
            disabledReason = "needs Debian's Prometheus: run with -Psystem")
    void prometheusScrapesItsServices(@TempDir Path directory) throws Exception {
        quickstart.send("{\"id\":\"counted\"}");

        try (var prometheus = Prometheus.scraping(directory, quickstart.managementPorts())) {
            prometheus.awaitUp(3);
            assertThat(prometheus.labels("tidemark_ingest_events_total", "outcome"))
                    .contains("accepted");
            assertThat(prometheus.labels("tidemark_alert_evaluations_total", "outcome"))
                    .contains("error");
            assertThat(prometheus.labels("http_server_requests_seconds_count", "instance"))
                    .isNotEmpty();
        }
    }

    @Test
    void aKilledServiceIsStartedAgainAndTheDemoFileFollows() throws Exception {
        killAndAwaitSuccessor("ingest-service");

        awaitAccepted("{\"id\":\"after-the-crash\"}");
    }

    @Test
    void aKilledAlertServiceAnswersAgain() throws Exception {
        killAndAwaitSuccessor("alert-service");

        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> assertThat(
                        quickstart.ask("acme", "/v1/alerts").get("items").isArray())
                .isTrue());
    }

    @Test
    void aKilledDatabaseIsStartedAgain() throws Exception {
        killAndAwaitSuccessor("postgres");

        awaitAccepted("{\"id\":\"after-the-recovery\"}");
    }

    @Test
    void aSecondOneOnTheSameDataIsRefused() throws Exception {
        var second = RunningQuickstart.launch(dataDirectory, port + 1);

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.errors()).contains("another `tidemark up` is using " + dataDirectory);
    }

    @Test
    void aPortInUseIsRefused(@TempDir Path otherDirectory) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var second = RunningQuickstart.launch(otherDirectory, taken.getLocalPort());

            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.errors()).contains("port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void stoppingLeavesNoProcessAndTheNextStartFindsItsData() throws Exception {
        quickstart.send("{\"id\":\"kept\"}");
        long before = calls("acme");
        var key = quickstart.tenant("acme").get("apiKey").asText();
        var children = quickstart.children();

        quickstart.stop();

        assertThat(children).hasSizeGreaterThan(3).noneMatch(ProcessHandle::isAlive);
        start(quickstart);
        assertThat(calls("acme")).isEqualTo(before);
        assertThat(quickstart.tenant("acme").get("apiKey").asText()).isEqualTo(key);
    }

    @Test
    void evenAKilledLauncherLeavesNothingThatDisturbsTheNextStart() throws Exception {
        quickstart.send("{\"id\":\"kept too\"}");
        long before = calls("acme");
        var children = quickstart.children();

        quickstart.handle().destroyForcibly();
        quickstart.awaitExit();

        start(quickstart);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(calls("acme")).isEqualTo(before);
    }

    @Test
    void stoppingDuringTheStartLeavesNoProcessEither(@TempDir Path otherDirectory) throws Exception {
        var other = RunningQuickstart.launch(otherDirectory, port + 2);
        await().atMost(Duration.ofMinutes(2)).until(() -> other.errors().contains("starting the services"));
        var children = other.children();

        other.stop();

        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(other.output()).isEmpty();
    }

    private static void start(RunningQuickstart stopped) throws IOException {
        assertThat(stopped.handle().isAlive()).isFalse();
        quickstart = RunningQuickstart.launch(dataDirectory, port);
        quickstart.awaitReady();
    }

    private static long calls(String slug) throws IOException, InterruptedException {
        return quickstart.ask(slug, SUMMARY).get("summary").get("totalApiCalls").asLong();
    }

    private static void killAndAwaitSuccessor(String name) throws IOException {
        long pid = quickstart.pid(name);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).until(() -> quickstart.pid(name) != pid);
        assertThat(ProcessHandle.of(quickstart.pid(name))).get().matches(ProcessHandle::isAlive);
    }

    private static void awaitAccepted(String event) {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> assertThat(
                        quickstart.send(event).statusCode())
                .isEqualTo(200));
    }
}
