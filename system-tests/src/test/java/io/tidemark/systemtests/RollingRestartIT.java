package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.quickstart.ingress.Ingress;
import io.tidemark.quickstart.ingress.PathTable;
import io.tidemark.testing.Ports;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every instance of every service is replaced, one after the other, and nobody outside notices. */
class RollingRestartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As many as there are instances: during each replacement something begins to fail that one of them watches. */
    private static final int RULES = 6;

    private static Deployment deployment;
    private static Map<String, Replicas> services;
    private static Ingress ingress;
    private static Receiver receiver;
    private static int port;

    @BeforeAll
    static void deploy() throws Exception {
        receiver = new Receiver();
        deployment = new Deployment()
                .with("QUARKUS_SHUTDOWN_DELAY", "1s")
                .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks");
        var ingest = pair(deployment::ingest);
        var query = pair(deployment::query);
        var alert = pair(deployment::alert);
        services = Map.of(
                "ingest-service", new Replicas(ingest.join()),
                "query-service", new Replicas(query.join()),
                "alert-service", new Replicas(alert.join()));
        port = Ports.free();
        ingress = Ingress.listen(PathTable.load(), port);
        ingress.open(Map.copyOf(services));
    }

    @AfterAll
    static void undeploy() {
        ingress.close();
        services.values().forEach(Replicas::close);
        deployment.close();
        receiver.close();
    }

    @Test
    void aRollingRestartUnderLoadLosesAndDoublesNothing() throws Exception {
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        var key = deployment.fixtures.apiKey(tenant, "ingest", "read");
        prepareAlerts(deployment.oidc.token(tenant, "tenant-admin"));
        try (var sender = new Sender(url("/v1/events"), key).start(4, 20, Duration.ofMillis(50));
                var failing = new Sender(url("/v1/events"), key);
                var readers = new Readers().start(questions(), key)) {
            await().atMost(PATIENCE).until(() -> sender.acknowledged().size() > 2_000 && readers.answered() > 20);

            var rule = 0;
            for (var service : List.of("ingest-service", "query-service", "alert-service")) {
                for (var instance : services.get(service).instances()) {
                    instance.terminate();
                    fail(failing, rule++);
                    instance.awaitEnd();
                    instance.start();
                    await().atMost(PATIENCE).until(services.get(service)::areAllReady);
                }
            }
            sender.stop();
            await().atMost(PATIENCE).until(sender::resend);

            assertThat(sender.failures()).isEmpty();
            System.out.printf(
                    "%d events acknowledged, %d questions answered; told to come back: %d and %d%n",
                    sender.acknowledged().size(),
                    readers.answered(),
                    sender.answers().stream()
                            .filter(answer -> answer.status() == 503)
                            .count(),
                    readers.putOff());
            assertThat(sender.answers())
                    .allMatch(answer -> answer.status() == 200 || answer.status() == 503 && answer.retryAfter());
            assertThat(readers.failures()).isEmpty();
            assertThat(stored(tenant)).isEqualTo(sender.acknowledged().size() + RULES);
            assertThat(total(key)).contains("\"totalApiCalls\":" + stored(tenant));
        }
        assertEachFiredOnce(tenant);
    }

    private static CompletableFuture<List<ServiceProcess>> pair(Supplier<ServiceProcess> service) {
        return CompletableFuture.supplyAsync(
                () -> Stream.generate(service).limit(2).toList());
    }

    private static List<URI> questions() {
        return List.of(url("/analytics/usage-summary"), url("/analytics/overview"), url("/v1/alerts"));
    }

    private static URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static void prepareAlerts(String token) {
        create(token, "/v1/webhooks", """
                {"name": "on call", "url": "%s", "eventTypes": ["alert.firing"]}""".formatted(receiver.url()));
        IntStream.range(0, RULES).forEach(i -> create(token, "/v1/alerts", """
                {"name": "Rule %1$d", "window": "PT5M", "evaluationInterval": "PT10S",
                 "conditions": [{"query": "requests_total", "filters": {"route": "/failing/%1$d"}, "operator": ">",
                                 "threshold": 0}]}""".formatted(i)));
    }

    private static void create(String token, String path, String body) {
        var response = ServiceProcess.send(HttpRequest.newBuilder(url(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static void fail(Sender sender, int rule) {
        var event = """
                {"id": "%s", "route": "/failing/%d", "method": "GET", "status": 200}""".formatted(UUID.randomUUID(), rule);
        await().atMost(PATIENCE).until(() -> sender.send(event));
    }

    private static String total(String key) {
        return ServiceProcess.get(
                        url("/analytics/usage-summary"), "Authorization", "Bearer " + key, "Cache-Control", "no-cache")
                .body();
    }

    private static void assertEachFiredOnce(UUID tenant) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.messages()).hasSizeGreaterThanOrEqualTo(RULES));
        await().atMost(PATIENCE).until(() -> deployment.database.number("SELECT count(*) FROM delivery_due") == 0);
        assertThat(IntStream.range(0, RULES).mapToLong(RollingRestartIT::told)).containsOnly(1L);
        assertThat(deployment.database.number(
                        "SELECT count(*) FROM alert_event WHERE tenant_id = ? AND type = 'alert.firing'", tenant))
                .isEqualTo(RULES);
    }

    /** How often the receiver was told of a rule. */
    private static long told(int rule) {
        return receiver.messages().stream()
                .filter(message -> message.contains("\"Rule " + rule + "\""))
                .count();
    }

    private static long stored(UUID tenant) {
        return deployment.database.number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant);
    }
}
