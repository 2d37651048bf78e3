package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All services at work behind a pooler in transaction mode, with more connections than it has. */
@SystemProfileOnly
class PgBouncerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Deployment deployment;
    private static PgBouncer pooler;

    @BeforeAll
    static void deploy() throws IOException {
        deployment = new Deployment();
        pooler = PgBouncer.start(deployment.database);
        deployment
                .with("QUARKUS_DATASOURCE_REACTIVE_URL", pooler.reactiveUrl())
                .with("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "20")
                .with("TIDEMARK_DATABASE_POOLER", "true");
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
        pooler.close();
    }

    @Test
    void eventsQuestionsAndAlertsGoThroughIt() throws Exception {
        var ingest = deployment.ingest();
        var query = deployment.query();
        var alert = deployment.alert();
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        var key = deployment.fixtures.apiKey(tenant, "ingest", "read");
        createRule(alert, deployment.oidc.token(tenant, "editor"));
        try (var sender = new Sender(ingest, key).start(8, 50);
                var readers = new Readers().start(questions(query), key)) {
            await().atMost(PATIENCE).until(() -> sender.acknowledged().size() > 10_000 && readers.answered() > 100);
            sender.stop();
            await().atMost(PATIENCE).until(sender::resend);

            assertThat(sender.failures()).isEmpty();
            assertThat(readers.failures()).isEmpty();
            assertThat(deployment.database.number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant))
                    .isEqualTo(sender.acknowledged().size());
            assertThat(usage(query, key))
                    .contains("\"totalApiCalls\":" + sender.acknowledged().size());
        }
        await().atMost(PATIENCE)
                .until(() -> deployment.database.number(
                                "SELECT count(*) FROM alert_event WHERE tenant_id = ? AND type = 'alert.firing'",
                                tenant)
                        == 1);
        await().atMost(PATIENCE)
                .until(() -> deployment.database.number("SELECT count(*) FROM ingest_batch WHERE tenant_id = ?", tenant)
                        == 0);
        assertThat(export(query, key)).contains("/v1/orders");
        for (var service : List.of(ingest, query, alert)) {
            assertThat(service.output()).doesNotContain("prepared statement");
        }
        assertThat(deployment.database.number("""
                        SELECT max(count)
                          FROM (SELECT count(*)
                                  FROM pg_stat_activity
                                 WHERE usename LIKE 'tidemark%'
                                 GROUP BY usename) AS connections""")).isLessThanOrEqualTo(PgBouncer.CONNECTIONS_PER_USER);
    }

    private static List<URI> questions(ServiceProcess query) {
        return Stream.of("/analytics/usage-summary", "/analytics/overview", "/analytics/_schema", "/analytics/latency")
                .flatMap(path -> Stream.of(path, path, path))
                .map(query::url)
                .toList();
    }

    private static String usage(ServiceProcess query, String key) {
        return ApiCalls.getAnew(query.url("/analytics/usage-summary"), key);
    }

    private static String export(ServiceProcess query, String key) {
        return ServiceProcess.get(
                        query.url("/analytics/export/endpoints?format=csv&from=now-1h"),
                        "Authorization",
                        "Bearer " + key)
                .body();
    }

    private static void createRule(ServiceProcess alert, String token) {
        ApiCalls.create(alert.url("/v1/alerts"), token, """
                        {"name": "Calls", "window": "PT5M", "evaluationInterval": "PT10S",
                         "conditions": [{"query": "requests_total", "operator": ">", "threshold": 0}]}""");
    }
}
