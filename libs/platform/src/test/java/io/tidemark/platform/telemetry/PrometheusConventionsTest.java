package io.tidemark.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class PrometheusConventionsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    PrometheusConventionsTest() {
        registry.config().meterFilter(new PrometheusConventions.Producer().conventions());
    }

    @Test
    void labelsBecomeSnakeCaseAndKeepTheirValues() {
        registry.counter("redis.completed", "clientName", "aB").increment();
        assertThat(registry.get("redis.completed")
                        .tag("client_name", "aB")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aMissingDescriptionIsTheNameInWords() {
        assertThat(registry.counter("netty.allocator.memoryUsed").getId().getDescription())
                .isEqualTo("Netty allocator memory used");
    }

    @Test
    void aDescriptionOfItsOwnStays() {
        var counter = io.micrometer.core.instrument.Counter.builder("a")
                .description("Says what")
                .register(registry);
        assertThat(counter.getId().getDescription()).isEqualTo("Says what");
    }

    @Test
    void abbreviatedUnitsAreLeftOutAndGaugesDoNotPoseAsHistograms() {
        registry.counter("process.cpu.time").increment();
        registry.gauge("system.cpu.count", 2);
        assertThat(registry.find("process.cpu.time").counter()).isNull();
        assertThat(registry.find("system.cpus").gauge()).isNotNull();
    }
}
