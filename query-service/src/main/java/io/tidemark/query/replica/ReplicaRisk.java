package io.tidemark.query.replica;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.risk.DatabaseRisks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Production has no way in clear to the replica either. */
@ApplicationScoped
class ReplicaRisk {

    private final ReplicaConfig config;
    private final DatabaseRisks risks;

    ReplicaRisk(ReplicaConfig config, DatabaseRisks risks) {
        this.config = config;
        this.risks = risks;
    }

    void check(@Observes StartupEvent event) {
        config.readReplica().ifPresent(risks::judgeReplica);
    }
}
