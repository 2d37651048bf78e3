package io.tidemark.ingest.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class FlushMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Availability availability = new Availability();

    @Test
    void theDatabaseIsAvailableUntilItIsLostAndOnceItIsRegained() {
        new FlushMetrics(registry, availability);
        assertThat(available()).isOne();

        availability.lost("gone");
        assertThat(available()).isZero();

        availability.regained();
        assertThat(available()).isOne();
    }

    private double available() {
        return registry.get("tidemark.ingest.database.available").gauge().value();
    }
}
