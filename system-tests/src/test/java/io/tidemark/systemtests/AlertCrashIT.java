package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Two replicas of alert-service, one of which dies: what fires, fires once. */
class AlertCrashIT {

    private static final int RULES = 30;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration START = Duration.ofSeconds(20);

    private static final String FIRINGS =
            "SELECT count(*) FROM alert_event WHERE tenant_id = ? AND type = 'alert.firing'";

    private static Deployment deployment;
    private static List<ServiceProcess> replicas;

    private final Random random = new Random();

    @BeforeAll
    static void deploy() {
        deployment = new Deployment().with("TIDEMARK_ALERT_EVALUATION_LEASE", LEASE.toSeconds() + "s");
        replicas = List.of(deployment.alert(), deployment.alert());
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @RepeatedTest(10)
    void whoeverDiesWhenEachRuleFiresOnce() {
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        createRules(tenant);
        await().atMost(START)
                .until(() ->
                        count("SELECT count(*) FROM alert_event WHERE tenant_id = ? AND type = 'alert.noData'", tenant)
                                == RULES);
        storeEvents(tenant);

        // At any moment of the interval in which they are evaluated.
        var moment = random.nextInt((int) INTERVAL.toMillis());
        await().pollDelay(Duration.ofMillis(moment))
                .atMost(INTERVAL.plus(START))
                .until(() -> true);
        var victim = replicas.get(random.nextInt(replicas.size()));
        victim.kill();
        victim.start();

        await().atMost(INTERVAL.plus(LEASE).plus(START)).until(() -> count(FIRINGS, tenant) >= RULES);
        var next = Instant.now().plus(INTERVAL).plus(LEASE);
        await().atMost(INTERVAL.plus(LEASE).plus(START))
                .until(() -> Instant.now().isAfter(next));
        assertThat(count(FIRINGS, tenant)).isEqualTo(RULES);
        assertThat(count(
                        "SELECT count(DISTINCT rule_id) FROM alert_event WHERE tenant_id = ? AND type = 'alert.firing'",
                        tenant))
                .isEqualTo(RULES);
        assertThat(count("SELECT count(*) FROM alert_state WHERE tenant_id = ? AND state = 'firing'", tenant))
                .isEqualTo(RULES);
    }

    private void createRules(UUID tenant) {
        var token = deployment.oidc.token(tenant, "editor");
        for (var i = 0; i < RULES; i++) {
            var rule = """
                    {"name": "Rule %1$d", "window": "PT5M", "evaluationInterval": "%2$s",
                     "conditions": [{"query": "requests_total", "filters": {"route": "/r%1$d"}, "operator": ">",
                                     "threshold": 0}]}""".formatted(i, INTERVAL);
            var request = HttpRequest.newBuilder(
                            replicas.get(i % replicas.size()).url("/v1/alerts"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(rule))
                    .build();
            assertThat(ServiceProcess.send(request).statusCode()).isEqualTo(201);
        }
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

    private static long count(String sql, UUID tenant) {
        return deployment.database.number(sql, tenant);
    }
}
