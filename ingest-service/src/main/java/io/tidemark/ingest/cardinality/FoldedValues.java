package io.tidemark.ingest.cardinality;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.events.Event;
import io.tidemark.platform.tier.OpenDimension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How many values were one too many, by dimension. */
@Startup
@ApplicationScoped
class FoldedValues {

    private final Map<OpenDimension, Counter> byDimension = new EnumMap<>(OpenDimension.class);
    private final Counter methods;

    FoldedValues(MeterRegistry registry) {
        for (var dimension : OpenDimension.values()) {
            byDimension.put(dimension, counter(registry, dimension.code()));
        }
        methods = counter(registry, "method");
    }

    void count(OpenDimension dimension) {
        Objects.requireNonNull(byDimension.get(dimension)).increment();
    }

    /** Methods are a closed set: those beyond it came here folded. */
    void countMethods(List<Event> events) {
        var other = 0;
        for (var event : events) {
            if (Event.OTHER.equals(event.endpoint().method())) {
                other++;
            }
        }
        methods.increment(other);
    }

    private static Counter counter(MeterRegistry registry, String dimension) {
        return Counter.builder("tidemark.ingest.folded.values")
                .description("Values beyond the cap of their dimension, counted as " + Event.OTHER)
                .tag("dimension", dimension)
                .register(registry);
    }
}
