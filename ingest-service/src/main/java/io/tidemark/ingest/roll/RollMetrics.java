package io.tidemark.ingest.roll;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How far rollups are behind, and what is done about it. */
@ApplicationScoped
class RollMetrics {

    private final Lag lag = new Lag();
    private final Counter events;
    private final Timer step;

    RollMetrics(MeterRegistry registry) {
        this.events = Counter.builder("tidemark.rollup.events")
                .description("Events rolled up by this process")
                .register(registry);
        this.step = Timer.builder("tidemark.rollup.step.duration")
                .description("Time of a step: some batches, in one transaction")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(60))
                .register(registry);
        Gauge.builder("tidemark.rollup.lag", lag, Lag::seconds)
                .description("Age of the oldest batch that waits to be rolled up; not a number if unknown")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    Lag lag() {
        return lag;
    }

    void rolled(long count, Duration duration) {
        events.increment((double) count);
        step.record(duration);
    }
}
