package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Two replicas of ingest-service get the same events at the same time. */
class TwoReplicasIT {

    private static Deployment deployment;
    private static ServiceProcess first;
    private static ServiceProcess second;

    @BeforeAll
    static void deploy() {
        deployment = new Deployment();
        first = deployment.ingest();
        second = deployment.ingest();
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @RepeatedTest(10)
    void theSameIdsInOppositeOrderAreCountedOnce() {
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        var key = deployment.fixtures.apiKey(tenant, "ingest");
        var ids = Stream.generate(UUID::randomUUID).limit(2_000).toList();
        try (var forwards = new Sender(first, key);
                var backwards = new Sender(second, key)) {
            var one = CompletableFuture.supplyAsync(() -> forwards.send(ids));
            var other = CompletableFuture.supplyAsync(() -> backwards.send(ids.reversed()));

            assertThat(one.join()).isTrue();
            assertThat(other.join()).isTrue();
            assertThat(deployment.database.number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant))
                    .isEqualTo(ids.size());
        }
    }
}
