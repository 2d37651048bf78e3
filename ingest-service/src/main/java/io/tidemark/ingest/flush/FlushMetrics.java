package io.tidemark.ingest.flush;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long flushes take, what waits for them, and whether there can be any. */
@ApplicationScoped
class FlushMetrics {

    private final MeterRegistry registry;
    private final Timer duration;

    FlushMetrics(MeterRegistry registry, Availability availability) {
        this.registry = registry;
        Gauge.builder("tidemark.ingest.database.available", availability, one -> one.isAway() ? 0 : 1)
                .description("Whether the database takes events: 1, or 0 while they are refused")
                .strongReference(true)
                .register(registry);
        this.duration = Timer.builder("tidemark.ingest.flush.duration")
                .description("Time from taking a batch out of the queue to its commit")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    void watch(FlushQueue queue) {
        Gauge.builder("tidemark.ingest.queue.depth", queue, FlushQueue::waitingEvents)
                .description("Events that wait for a flush")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tidemark.ingest.queue.size", queue, FlushQueue::heldBytes)
                .description("Estimated memory of events that wait for a flush or are being flushed")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    Timer duration() {
        return duration;
    }
}
