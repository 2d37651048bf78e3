package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
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

    private static final String FIRINGS = "FROM alert_event WHERE tenant_id = ? AND type = 'alert.firing'";

    private static Deployment deployment;
    private static AlertReceiver receiver;
    private static Site site;

    @BeforeAll
    static void deploy() throws Exception {
        receiver = new AlertReceiver();
        deployment = new Deployment()
                .with("QUARKUS_SHUTDOWN_DELAY", "2s")
                .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks");
        site = Site.open(deployment, 2);
    }

    @AfterAll
    static void undeploy() {
        site.close();
        deployment.close();
        receiver.close();
    }

    @Test
    void aRollingRestartUnderLoadLosesAndDoublesNothing() throws Exception {
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        var key = deployment.fixtures.apiKey(tenant, "ingest", "read");
        prepareAlerts(deployment.oidc.token(tenant, "tenant-admin"));
        var questions = Stream.of("/analytics/usage-summary", "/analytics/overview")
                .map(site::url)
                .toList();
        try (var sender = new Sender(site.url("/v1/events"), key).start(2, 20, Duration.ofMillis(50));
                var failing = new Sender(site.url("/v1/events"), key);
                var readers = new Readers().start(questions, key)) {
            await().atMost(PATIENCE).until(() -> sender.acknowledged().size() > 500 && readers.answered() > 10);

            replaceAll(failing);

            sender.stop();
            await().atMost(PATIENCE).until(sender::resend);
            assertThat(sender.failures()).isEmpty();
            assertThat(failing.failures()).isEmpty();
            assertThat(Stream.concat(sender.answers().stream(), failing.answers().stream()))
                    .allMatch(answer -> answer.status() == 200 || answer.status() == 503 && answer.retryAfter());
            assertThat(readers.failures()).isEmpty();
            assertThat(stored(tenant)).isEqualTo(sender.acknowledged().size() + RULES);
            assertThat(site.calls(key)).hasValue(stored(tenant));
        }
        assertEachFiredOnce(tenant);
    }

    private static void replaceAll(Sender failing) {
        var rules = IntStream.range(0, RULES).iterator();
        for (var service : List.of("ingest-service", "query-service", "alert-service")) {
            var replicas = site.replicas(service);
            for (var instance : replicas.instances()) {
                instance.terminate();
                fail(failing, rules.next());
                instance.awaitEnd();
                instance.start();
                await().atMost(PATIENCE).until(replicas::areAllReady);
            }
        }
    }

    private static void prepareAlerts(String token) {
        site.create("/v1/webhooks", token, """
                {"name": "on call", "url": "%s", "eventTypes": ["alert.firing"]}""".formatted(receiver.url()));
        IntStream.range(0, RULES).forEach(i -> site.create("/v1/alerts", token, """
                {"name": "Rule %1$d", "window": "PT5M", "evaluationInterval": "PT10S",
                 "conditions": [{"query": "requests_total", "filters": {"route": "/failing/%1$d"}, "operator": ">",
                                 "threshold": 0}]}""".formatted(i)));
    }

    private static void fail(Sender sender, int rule) {
        var event = """
                {"id": "%s", "route": "/failing/%d", "method": "GET", "status": 200}""".formatted(UUID.randomUUID(), rule);
        await().atMost(PATIENCE).until(() -> sender.send(event));
    }

    private static void assertEachFiredOnce(UUID tenant) {
        await().atMost(PATIENCE).until(() -> receiver.messages().size() >= RULES);
        await().atMost(PATIENCE).until(() -> deployment.database.number("SELECT count(*) FROM delivery_due") == 0);
        assertThat(receiver.told()).hasSize(RULES).containsOnly("alert.firing");
        assertThat(receiver.messages().stream().map(AlertReceiver.Message::event))
                .doesNotHaveDuplicates();
        assertThat(deployment.database.number("SELECT count(*) " + FIRINGS, tenant))
                .isEqualTo(RULES);
        assertThat(deployment.database.number("SELECT count(DISTINCT rule_id) " + FIRINGS, tenant))
                .isEqualTo(RULES);
    }

    private static long stored(UUID tenant) {
        return deployment.database.number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant);
    }
}
