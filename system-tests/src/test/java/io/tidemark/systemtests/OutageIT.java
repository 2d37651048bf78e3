package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away under load and comes back. */
class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final long MEMORY_LIMIT = 400L * 1024 * 1024;

    private static Deployment deployment;
    private static ServiceProcess ingest;

    @BeforeAll
    static void deploy() {
        deployment = new Deployment();
        ingest = deployment.ingest();
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @Test
    void anOutageOfPostgresIsRefusedAtOnceAndEndsWithoutARestart() throws InterruptedException {
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        try (var sender = new Sender(ingest, deployment.fixtures.apiKey(tenant, "ingest")).start(16, 200)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sender.acknowledged().size() > 20_000);

            deployment.postgres.stop();
            var end = Instant.now().plus(OUTAGE);
            await().atMost(OUTAGE.plusSeconds(5))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        assertThat(ingest.residentBytes()).isLessThan(MEMORY_LIMIT);
                        return Instant.now().isAfter(end);
                    });
            var refusals = sender.answers().stream()
                    .filter(answer -> answer.status() == 503)
                    .toList();
            assertThat(refusals).isNotEmpty().allMatch(Sender.Answer::retryAfter);
            assertThat(sender.answers()).allSatisfy(answer -> {
                assertThat(answer.status()).isIn(200, 503);
                assertThat(answer.took()).isLessThan(Duration.ofSeconds(2));
            });

            deployment.postgres.start();
            var acknowledgedBefore = sender.acknowledged().size();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> sender.acknowledged().size() > acknowledgedBefore + 5_000);
            sender.stop();
            await().atMost(Duration.ofSeconds(60)).until(sender::resend);

            assertThat(stored(tenant)).isEqualTo(sender.acknowledged().size());
            assertThat(ingest.residentBytes()).isLessThan(MEMORY_LIMIT);
        }
    }

    private static long stored(UUID tenant) {
        return deployment.database.number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant);
    }
}
