package io.tidemark.alert.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes attempts, judges and measures them. */
@ApplicationScoped
class Courier {

    private final Sender sender;
    private final DeliveryMetrics metrics;
    private final InstantSource clock;
    private final RetrySchedule schedule;

    Courier(Sender sender, DeliveryMetrics metrics, InstantSource clock, DeliveryConfig config) {
        this.sender = sender;
        this.metrics = metrics;
        this.clock = clock;
        this.schedule = new RetrySchedule(config.retrySchedule());
    }

    /** An attempt at what was claimed is about to be made. */
    void begun(Claim claim) {
        metrics.begun(Duration.between(claim.due(), clock.instant()));
    }

    /** An attempt that is repeated by schedule if it fails. */
    Attempt attempt(Parcel parcel, UUID lease) {
        return attempt(parcel, lease, schedule);
    }

    /** An attempt that stands for itself. */
    Attempt attemptOnce(Parcel parcel) {
        return attempt(parcel, null, new RetrySchedule(List.of()));
    }

    private Attempt attempt(Parcel parcel, @Nullable UUID lease, RetrySchedule retries) {
        var startedAt = clock.instant();
        var started = System.nanoTime();
        var answer = sender.send(parcel);
        var attempt = new Attempt(
                parcel.tenant(),
                parcel.id(),
                parcel.webhook(),
                lease,
                startedAt,
                Duration.ofNanos(System.nanoTime() - started),
                answer,
                Verdict.of(answer, parcel.tries() + 1, retries, ThreadLocalRandom.current()::nextDouble));
        metrics.attempted(attempt);
        return attempt;
    }
}
