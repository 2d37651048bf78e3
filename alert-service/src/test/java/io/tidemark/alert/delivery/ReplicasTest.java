package io.tidemark.alert.delivery;

import static io.tidemark.alert.delivery.Laboratory.firing;
import static io.tidemark.alert.delivery.Laboratory.webhook;
import static io.tidemark.alert.delivery.Receiver.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several dispatchers on one queue, as several replicas are, and one that dies. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
@WithTestResource(Certificates.class)
class ReplicasTest {

    private static final int DELIVERIES = 1000;

    @Inject
    Laboratory laboratory;

    @Inject
    Depot depot;

    @Inject
    Courier courier;

    @Inject
    AttemptRepository attempts;

    @Inject
    QueueRepository queue;

    @Inject
    DeliveryConfig config;

    @Test
    void severalSendEachDeliveryOnce() {
        var replicas = new ArrayList<Dispatcher>();
        try (var receiver = Receiver.start(statuses(200))) {
            for (int i = 0; i < 3; i++) {
                var replica = new Dispatcher(depot, courier, new Recorder(attempts), new Lanes(config), config);
                replica.start();
                replicas.add(replica);
            }
            var first = Laboratory.newTenant();
            var second = Laboratory.newTenant();
            for (var tenant : List.of(first, second)) {
                webhook(tenant, receiver.url(), "");
                laboratory.enqueue(tenant, DELIVERIES / 2);
            }

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.received().size() >= DELIVERIES);
            await().until(() -> waiting(first) + waiting(second) == 0);
            assertThat(receiver.received())
                    .extracting(request -> request.header("webhook-id"))
                    .hasSize(DELIVERIES)
                    .doesNotHaveDuplicates();
        } finally {
            replicas.forEach(replica -> replica.stop(Duration.ofSeconds(5)));
        }
    }

    @Test
    void whatADeadReplicaHadClaimedIsSentByAnotherUnderTheSameId() {
        try (var receiver = Receiver.start(statuses(200))) {
            var tenant = Laboratory.newTenant();
            var hook = webhook(tenant, receiver.url(), "");
            // Again until the one that dies is first: those that live are quick. Others' deliveries may be due, too.
            var claimed = new ArrayList<Claim>();
            while (claimed.isEmpty()) {
                laboratory.enqueue(tenant, firing("latency"));
                queue.claim(Map.of(), 100, 100, Duration.ofSeconds(2)).await().atMost(Duration.ofSeconds(5)).stream()
                        .filter(claim -> claim.tenant().equals(tenant))
                        .forEach(claimed::add);
            }

            await().atMost(Duration.ofSeconds(15)).until(() -> waiting(tenant) == 0);
            var ids = receiver.received().stream()
                    .map(request -> request.header("webhook-id"))
                    .toList();
            assertThat(ids).contains(Parcel.messageId(claimed.getFirst().id())).doesNotHaveDuplicates();
            assertThat(hook.status()).isEqualTo("delivered");
        }
    }

    @Test
    void anAttemptThatComesInLateUndoesNothing() {
        try (var receiver = Receiver.start(statuses(200))) {
            var tenant = Laboratory.newTenant();
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));
            await().until(() -> hook.status().equals("delivered"));

            var late = new Attempt(
                    tenant,
                    UUID.fromString((String) hook.delivery().get("id")),
                    hook.id(),
                    UUID.randomUUID(),
                    Instant.now(),
                    Duration.ofSeconds(1),
                    new Answer.Failure("timed out"),
                    new Verdict.Retry(Duration.ofSeconds(1)));
            attempts.record(tenant, List.of(late)).await().atMost(Duration.ofSeconds(5));

            assertThat(hook.status()).isEqualTo("delivered");
            assertThat(hook.attempts()).hasSize(2);
            assertThat(waiting(tenant)).isZero();
        }
    }

    private static long waiting(UUID tenant) {
        return Infrastructure.database().number("SELECT count(*) FROM delivery_due WHERE tenant_id = ?", tenant);
    }
}
