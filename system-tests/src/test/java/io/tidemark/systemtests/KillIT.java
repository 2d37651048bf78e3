package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.systemtests.AlertReceiver.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each process in turn dies under load by SIGKILL and is there again after about ten seconds, with nothing else done: as
 * when Kubernetes starts a container again.
 */
class KillIT {

    private static final Duration AWAY = Duration.ofSeconds(10);
    private static final Duration AWAY_BEFORE_A_START = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Deployment deployment;
    private static AlertReceiver receiver;
    private static Site site;

    /** A process, and whether events and questions may be told to come back while it is away. */
    private record Victim(
            String name,
            boolean holdsUpEvents,
            boolean holdsUpAnswers,
            Duration away,
            Runnable kill,
            Runnable restart) {

        static Victim service(String name, boolean holdsUpEvents, boolean holdsUpAnswers) {
            var process = site.replicas(name).instances().getFirst();
            return new Victim(name, holdsUpEvents, holdsUpAnswers, AWAY_BEFORE_A_START, process::kill, process::start);
        }
    }

    @BeforeAll
    static void deploy() throws Exception {
        receiver = new AlertReceiver();
        deployment = new Deployment()
                .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks");
        site = Site.open(deployment, 1);
    }

    @AfterAll
    static void undeploy() {
        site.close();
        deployment.close();
        receiver.close();
    }

    @Test
    void whoeverDiesNothingIsLostAndAllIsWellAgain() throws Exception {
        var victims = List.of(
                Victim.service("ingest-service", true, false),
                Victim.service("query-service", false, true),
                Victim.service("alert-service", false, false),
                new Victim("Redis", false, false, AWAY, deployment.redis::stop, deployment.redis::start),
                new Victim("PostgreSQL", true, true, AWAY, deployment.postgres::kill, deployment.postgres::start));
        var tenants = new ArrayList<UUID>();
        for (var victim : victims) {
            tenants.add(survive(victim));
        }
        assertEachFiredOnce(tenants);
        for (var service : List.of("ingest-service", "query-service", "alert-service")) {
            assertThat(site.replicas(service).instances().getFirst().output())
                    .as("what %s has to say", service)
                    .doesNotContain("Uncaught exception");
        }
    }

    /** Answers a tenant, of whom one rule began to fire meanwhile. */
    private static UUID survive(Victim victim) throws InterruptedException {
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        var key = deployment.fixtures.apiKey(tenant, "ingest", "read");
        watch(deployment.oidc.token(tenant, "tenant-admin"));
        var questions = Stream.of("/analytics/usage-summary", "/analytics/overview")
                .map(site::url)
                .toList();
        try (var sender = new Sender(site.url("/v1/events"), key).start(2, 20, Duration.ofMillis(50));
                var failing = new Sender(site.url("/v1/events"), key);
                var readers = new Readers().start(questions, key)) {
            await().atMost(PATIENCE).until(() -> sender.acknowledged().size() > 200 && readers.answered() > 4);

            victim.kill().run();
            var failed = CompletableFuture.runAsync(() -> fail(failing));
            var back = Instant.now().plus(victim.away());
            await().atMost(AWAY.plus(PATIENCE))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> answersAreRight(sender, key) && Instant.now().isAfter(back));
            victim.restart().run();

            var sent = sender.acknowledged().size();
            var answered = readers.answered();
            await().atMost(PATIENCE)
                    .until(() -> sender.acknowledged().size() > sent + 200 && readers.answered() > answered + 4);
            failed.join();
            sender.stop();
            await().atMost(PATIENCE).until(sender::resend);
            assertAnswers(victim, sender, readers);
            assertThat(stored(tenant))
                    .as(victim.name())
                    .isEqualTo(sender.acknowledged().size() + 1);
            await().atMost(PATIENCE).until(() -> site.calls(key).isPresent());
            assertThat(site.calls(key)).as(victim.name()).hasValue(stored(tenant));
        }
        return tenant;
    }

    private static void watch(String token) {
        site.create("/v1/webhooks", token, """
                {"name": "on call", "url": "%s", "eventTypes": ["alert.firing"]}""".formatted(receiver.url()));
        site.create("/v1/alerts", token, """
                {"name": "Fails", "window": "PT10M", "evaluationInterval": "PT10S",
                 "conditions": [{"query": "requests_total", "filters": {"route": "/failing"}, "operator": ">",
                                 "threshold": 0}]}""");
    }

    /** Until it is acknowledged, as a gateway does. */
    private static void fail(Sender sender) {
        var event = """
                {"id": "%s", "route": "/failing", "method": "GET", "status": 200}""".formatted(UUID.randomUUID());
        await().atMost(AWAY.plus(PATIENCE)).until(() -> sender.send(event));
    }

    /** Whoever is answered at all is told of all that was acknowledged before. */
    private static boolean answersAreRight(Sender sender, String key) {
        var acknowledged = sender.acknowledged().size();
        assertThat(site.calls(key).orElse(Long.MAX_VALUE)).isGreaterThanOrEqualTo(acknowledged);
        return true;
    }

    private static void assertAnswers(Victim victim, Sender sender, Readers readers) {
        assertThat(sender.failures()).as(victim.name()).isEmpty();
        assertThat(sender.answers())
                .as(victim.name())
                .allMatch(answer -> answer.status() == 200
                        || victim.holdsUpEvents() && answer.status() == 503 && answer.retryAfter());
        assertThat(readers.failures()).as(victim.name()).isEmpty();
        assertThat(readers.putOff() > 0).as(victim.name()).isEqualTo(victim.holdsUpAnswers());
    }

    private static void assertEachFiredOnce(List<UUID> tenants) {
        await().atMost(PATIENCE).until(() -> receiver.messages().size() >= tenants.size());
        await().atMost(PATIENCE).until(() -> deployment.database.number("SELECT count(*) FROM delivery_due") == 0);
        assertThat(receiver.messages().stream().map(Message::event).distinct()).hasSameSizeAs(tenants);
        assertThat(tenants).allSatisfy(tenant -> assertThat(deployment.database.number(
                        "SELECT count(*) FROM alert_event WHERE tenant_id = ? AND type = 'alert.firing'", tenant))
                .isEqualTo(1));
    }

    private static long stored(UUID tenant) {
        return deployment.database.number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant);
    }
}
