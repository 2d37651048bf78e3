package io.tidemark.alert.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts and measures attempts, by outcome and by nothing else. */
@ApplicationScoped
class DeliveryMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60)
    };

    private static final String REFUSED = "refused";

    private final Map<String, Counter> outcomes;
    private final Timer duration;
    private final Timer lateness;
    private final QueueRepository queue;
    private volatile double oldest;

    DeliveryMetrics(MeterRegistry registry, QueueRepository queue) {
        this.queue = queue;
        outcomes = Stream.of("delivered", "retry", "failed", "gone", REFUSED)
                .collect(Collectors.toMap(Function.identity(), outcome -> Counter.builder("tidemark.webhook.deliveries")
                        .description("Attempts to deliver an event, by what came of them")
                        .tag("outcome", outcome)
                        .register(registry)));
        duration = Timer.builder("tidemark.webhook.delivery.duration")
                .description("Time from the beginning of an attempt to its answer")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        lateness = Timer.builder("tidemark.webhook.delivery.lateness")
                .description("Time between the moment when an attempt was due and its beginning")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        Gauge.builder("tidemark.webhook.queue.lateness", () -> oldest)
                .description("How long the oldest delivery in the queue has been due")
                .baseUnit("seconds")
                .register(registry);
    }

    void attempted(Attempt attempt) {
        var label = attempt.answer() instanceof Answer.Refused
                ? REFUSED
                : attempt.verdict().label();
        Objects.requireNonNull(outcomes.get(label)).increment();
        duration.record(attempt.duration());
    }

    void begun(Duration late) {
        lateness.record(late.isNegative() ? Duration.ZERO : late);
    }

    @Scheduled(
            every = "${tidemark.webhook.delivery.metrics-refresh:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return queue.lateness()
                .invoke(seconds -> oldest = seconds)
                .onFailure()
                .invoke(failure -> Log.debugf("The queue of deliveries was not looked at: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
