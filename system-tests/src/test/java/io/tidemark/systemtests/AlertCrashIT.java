package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.systemtests.AlertReceiver.Message;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two replicas of alert-service, one of which dies in each of ten rounds: what fires, fires once, and is told under one
 * id. Each round has a tenant of its own, so none waits for the end of the one before.
 */
class AlertCrashIT {

    private static final int ROUNDS = 10;
    private static final int RULES = 30;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String EVENTS = "SELECT count(*) FROM alert_event WHERE tenant_id = ? AND type = ?";

    private static final String RULES_THAT_FIRE = """
            SELECT count(DISTINCT e.rule_id)
              FROM alert_event AS e
              JOIN alert_state AS s ON s.tenant_id = e.tenant_id AND s.rule_id = e.rule_id AND s.state = 'firing'
             WHERE e.tenant_id = ?
               AND e.type = 'alert.firing'""";

    private static AlertReceiver receiver;
    private static Deployment deployment;
    private static List<ServiceProcess> replicas;

    private final Random random = new Random();

    @BeforeAll
    static void deploy() {
        receiver = new AlertReceiver();
        deployment = new Deployment()
                .with("TIDEMARK_ALERT_EVALUATION_LEASE", LEASE.toSeconds() + "s")
                .with("TIDEMARK_WEBHOOK_DELIVERY_LEASE", LEASE.toSeconds() + "s")
                .with("TIDEMARK_WEBHOOK_DELIVERY_TIMEOUT", "1s")
                .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks");
        replicas = List.of(deployment.alert(), deployment.alert());
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
        receiver.close();
    }

    @Test
    void whoeverDiesWhenEachRuleFiresOnceAndIsToldUnderOneId() {
        var tenants = Stream.generate(() -> deployment.fixtures.tenant("pro", "UTC"))
                .limit(ROUNDS)
                .toList();
        tenants.forEach(this::watch);
        await().atMost(PATIENCE).until(() -> all(tenants, "alert.noData"));

        tenants.forEach(this::killSomebodyWhileItFires);

        await().atMost(PATIENCE).until(() -> all(tenants, "alert.firing"));
        var oneMoreSlot = Instant.now().plus(INTERVAL).plus(LEASE);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(oneMoreSlot));
        assertThat(tenants).allSatisfy(tenant -> {
            assertThat(count(EVENTS, tenant, "alert.firing")).isEqualTo(RULES);
            assertThat(count(RULES_THAT_FIRE, tenant)).isEqualTo(RULES);
        });
        await().atMost(PATIENCE).until(() -> firings().count() >= ROUNDS * RULES);
        assertThat(firings()).hasSize(ROUNDS * RULES).doesNotHaveDuplicates();
        assertThat(firings().map(Message::id)).doesNotHaveDuplicates();
        assertThat(firings().map(Message::event)).doesNotHaveDuplicates();
    }

    /** What was told, however often. */
    private static Stream<Message> firings() {
        return receiver.messages().stream()
                .filter(message -> message.line().equals("alert.firing"))
                .distinct();
    }

    /** At any moment of the interval in which they are evaluated. The other replica goes on. */
    private void killSomebodyWhileItFires(UUID tenant) {
        var moment = Instant.now().plusMillis(random.nextLong(INTERVAL.toMillis()));
        storeEvents(tenant);
        await().atMost(PATIENCE).until(() -> replicas.stream().allMatch(ServiceProcess::isReady));
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(moment));
        var victim = replicas.get(random.nextInt(replicas.size()));
        victim.kill();
        victim.launch();
    }

    private void watch(UUID tenant) {
        post(tenant, "/v1/webhooks", """
                {"name": "on call", "url": "%s"}""".formatted(receiver.url()));
        for (var i = 0; i < RULES; i++) {
            post(tenant, "/v1/alerts", """
                    {"name": "Rule %1$d", "window": "PT5M", "evaluationInterval": "%2$s",
                     "conditions": [{"query": "requests_total", "filters": {"route": "/r%1$d"}, "operator": ">",
                                     "threshold": 0}]}""".formatted(i, INTERVAL));
        }
    }

    private void post(UUID tenant, String path, String body) {
        var request = HttpRequest.newBuilder(
                        replicas.get(random.nextInt(replicas.size())).url(path))
                .header("Authorization", "Bearer " + deployment.oidc.token(tenant, "editor"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(ServiceProcess.send(request).statusCode()).isEqualTo(201);
    }

    /** One of each route. */
    private static void storeEvents(UUID tenant) {
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        var day = LocalDate.now(ZoneOffset.UTC);
        deployment.database.query("SELECT ensure_event_partition(?)", day);
        deployment.database.execute("""
                WITH batch AS MATERIALIZED (
                         SELECT nextval('ingest_batch_id') AS id
                     ),
                     stored AS (
                         INSERT INTO event (tenant_id, id, "time", batch_id, day, type, route)
                         SELECT ?, gen_random_uuid(), ?, batch.id, ?, 'request', '/r' || i
                           FROM batch
                          CROSS JOIN generate_series(0, ?) AS i
                         RETURNING tenant_id, batch_id, "time"
                     )
                INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
                SELECT tenant_id, batch_id, count(*), min("time"), max("time")
                  FROM stored
                 GROUP BY 1, 2""", tenant, now, day, RULES - 1);
    }

    private static boolean all(List<UUID> tenants, String type) {
        return tenants.stream().allMatch(tenant -> count(EVENTS, tenant, type) >= RULES);
    }

    private static long count(String sql, Object... parameters) {
        return deployment.database.number(sql, parameters);
    }
}
