package io.tidemark.query.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Counts and measures questions, by endpoint and by nothing else. */
@Startup
@ApplicationScoped
class QueryMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final Map<Endpoint, Timer> durations;
    private final Map<Endpoint, Counter> hits;
    private final Map<Endpoint, Counter> misses;

    QueryMetrics(MeterRegistry registry) {
        durations = each(endpoint -> Timer.builder("tidemark.analytics.query.duration")
                .description("Time to compute an answer, before it is cached")
                .tag("endpoint", endpoint.label())
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
        hits = each(endpoint -> Counter.builder("tidemark.analytics.cache.hits")
                .description("Questions answered from the cache")
                .tag("endpoint", endpoint.label())
                .register(registry));
        misses = each(endpoint -> Counter.builder("tidemark.analytics.cache.misses")
                .description("Questions whose answer the cache did not have, or was not asked for")
                .tag("endpoint", endpoint.label())
                .register(registry));
    }

    void hit(Endpoint endpoint) {
        get(hits, endpoint).increment();
    }

    void missed(Endpoint endpoint) {
        get(misses, endpoint).increment();
    }

    void took(Endpoint endpoint, Duration duration) {
        get(durations, endpoint).record(duration);
    }

    private static <T> Map<Endpoint, T> each(Function<Endpoint, T> meter) {
        var meters = new EnumMap<Endpoint, T>(Endpoint.class);
        Arrays.stream(Endpoint.values()).forEach(endpoint -> meters.put(endpoint, meter.apply(endpoint)));
        return meters;
    }

    private static <T> T get(Map<Endpoint, T> meters, Endpoint endpoint) {
        return Objects.requireNonNull(meters.get(endpoint));
    }
}
