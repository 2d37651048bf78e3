package io.tidemark.ingest.flush;

import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.tidemark.ingest.agent.KnownAgents;
import io.tidemark.ingest.client.ClientIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;

/** Stores a flush, telling the database of new clients and agents only. */
@ApplicationScoped
class FlushStore {

    private final FlushRepository repository;
    private final ClientIds clients;
    private final KnownAgents agents;
    private final FlushMetrics metrics;
    private final FlushTraces traces;

    FlushStore(
            FlushRepository repository,
            ClientIds clients,
            KnownAgents agents,
            FlushMetrics metrics,
            FlushTraces traces) {
        this.repository = repository;
        this.clients = clients;
        this.agents = agents;
        this.metrics = metrics;
        this.traces = traces;
    }

    /** Answers which of the flush's events were new. */
    Uni<Predicate<Flush.Key>> store(Flush flush) {
        var begun = Timer.start();
        var sightings = agents.distinct(flush.sightings());
        return traces.trace(flush, () -> clients.learn(flush.clients())
                .flatMap(learned -> repository.store(flush, agents.news(sightings), clients::idOf))
                .invoke(inserted -> {
                    agents.remember(sightings.stream()
                            .filter(sighting -> sighting.name() == null || inserted.test(Flush.Key.of(sighting)))
                            .toList());
                    begun.stop(metrics.duration());
                }));
    }

    /** Whether the database answers at all; fails if it does not. */
    Uni<Void> probe() {
        return repository.probe();
    }
}
