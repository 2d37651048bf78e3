package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Acknowledged means committed, and exactly once, whenever the process dies. */
class CrashIT {

    /** What is rolled up, and what waits for it. */
    private static final String COUNTED = """
            SELECT (SELECT coalesce(sum(n), 0)
                      FROM rollup_hour, unnest(events) AS n
                     WHERE tenant_id = ?
                       AND cube = 1)
                 + (SELECT coalesce(sum(events), 0)
                      FROM ingest_batch
                     WHERE tenant_id = ?)""";

    private static final int CONNECTIONS = 8;
    private static final int BATCH = 50;

    private static Deployment deployment;
    private static ServiceProcess ingest;

    private final Random random = new Random();

    @BeforeAll
    static void deploy() {
        deployment = new Deployment();
        ingest = deployment.ingest();
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @RepeatedTest(10)
    void killedUnderLoadItLosesNothingAndCountsNothingTwice() throws InterruptedException {
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        try (var sender = new Sender(ingest, deployment.fixtures.apiKey(tenant, "ingest")).start(CONNECTIONS, BATCH)) {
            var before = random.nextInt(5_000);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> sender.acknowledged().size() > before);
            ingest.kill();
            sender.stop();
            var acknowledgedByTheDead = new HashSet<>(sender.acknowledged());

            ingest.start();
            assertThat(stored(tenant))
                    .as("stored before anything is sent again")
                    .containsAll(acknowledgedByTheDead);
            await().atMost(Duration.ofSeconds(30)).until(sender::resend);

            assertThat(stored(tenant)).isEqualTo(sender.acknowledged());
            assertThat(deployment.database.number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant))
                    .isEqualTo(sender.acknowledged().size());
            assertThat(deployment.database.number(COUNTED, tenant, tenant))
                    .isEqualTo(sender.acknowledged().size());
        }
    }

    private static HashSet<UUID> stored(UUID tenant) {
        var ids = new HashSet<UUID>();
        deployment
                .database
                .query("SELECT id FROM event WHERE tenant_id = ?", tenant)
                .forEach(row -> ids.add((UUID) row.get("id")));
        return ids;
    }
}
