package io.tidemark.alert.delivery;

import io.tidemark.alert.format.Formats;
import io.tidemark.alert.format.Notice;
import io.tidemark.alert.identifier.AscendingId;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends a webhook that says that it is a test, at once and once. */
@ApplicationScoped
class TestFire {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestFireRepository repository;
    private final ParcelRepository parcels;
    private final Courier courier;
    private final Formats formats;
    private final InstantSource clock;

    TestFire(
            TestFireRepository repository,
            ParcelRepository parcels,
            Courier courier,
            Formats formats,
            InstantSource clock) {
        this.repository = repository;
        this.parcels = parcels;
        this.courier = courier;
        this.formats = formats;
        this.clock = clock;
    }

    Delivery fire(UUID tenant, UUID webhook) {
        var tested = repository.find(tenant, webhook).await().atMost(PATIENCE).orElseThrow(TestFire::notFound);
        var event = event(webhook, tested.name());
        var body = formats.write(tested.format(), new Notice(event, event.time()));
        var id = AscendingId.now();
        repository
                .insert(tenant, new NewDelivery(id, webhook, event, tested.format(), body))
                .await()
                .atMost(PATIENCE);
        var parcel = parcels.load(tenant, List.of(id)).await().atMost(PATIENCE).stream()
                .findFirst()
                .orElseThrow(TestFire::notFound);
        return repository
                .record(tenant, courier.attemptOnce(parcel))
                .await()
                .atMost(PATIENCE)
                .orElseThrow(TestFire::notFound);
    }

    private AlertEvent event(UUID webhook, String name) {
        return new AlertEvent(
                UUID.randomUUID(),
                webhook,
                name,
                EventType.WEBHOOK_TEST,
                Severity.INFO,
                "",
                0,
                clock.instant(),
                "A test of webhook \"%s\". No alert is firing.".formatted(name),
                Map.of(),
                List.of(),
                false,
                null,
                null);
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "The tenant has no webhook with this id.");
    }
}
