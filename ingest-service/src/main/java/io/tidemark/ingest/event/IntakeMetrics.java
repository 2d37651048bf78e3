package io.tidemark.ingest.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.ingest.visitor.SkipReason;
import jakarta.enterprise.context.ApplicationScoped;

/** What became of all events that were sent. */
@Startup
@ApplicationScoped
class IntakeMetrics {

    private final Counter accepted;
    private final Counter duplicates;
    private final Counter rejected;
    private final Counter limited;
    private final Counter refused;
    private final MeterProvider<Counter> skippedVisitors;

    IntakeMetrics(MeterRegistry registry) {
        accepted = events(registry, "accepted");
        duplicates = events(registry, "duplicate");
        rejected = events(registry, "rejected");
        limited = events(registry, "limited");
        refused = events(registry, "refused");
        skippedVisitors = Counter.builder("tidemark.ingest.visitors.skipped")
                .description("Events with a client address whose visitor was not hashed")
                .withRegistry(registry);
        for (var reason : SkipReason.values()) {
            skippedVisitors.withTag("reason", reason.label());
        }
    }

    void answered(Receipt receipt) {
        accepted.increment(receipt.accepted());
        duplicates.increment(receipt.duplicates());
        rejected.increment(receipt.rejected().size());
    }

    /** Over the rate limit: the sender may try again. */
    void limited(int events) {
        limited.increment(events);
    }

    /** Not stored, or not known to be: the sender may try again. */
    void refused(int events) {
        refused.increment(events);
    }

    void skippedVisitor(SkipReason reason) {
        skippedVisitors.withTag("reason", reason.label()).increment();
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("tidemark.ingest.events")
                .description("Events sent, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
