package io.tidemark.aggregation.retention;

import io.tidemark.rollups.Grain;
import jakarta.enterprise.context.ApplicationScoped;

/** Begins a run by saying, for all to see, what it is about to remove. */
@ApplicationScoped
class Floors {

    private final FloorRepository repository;
    private final TierRetentions tiers;

    Floors(FloorRepository repository, TierRetentions tiers) {
        this.repository = repository;
        this.tiers = tiers;
    }

    Sweep raise() {
        var sweep = sweep(false);
        for (var grain : Grain.values()) {
            repository.raise(grain, sweep.farthest().of(grain));
        }
        return sweep;
    }

    Sweep leave() {
        return sweep(true);
    }

    private Sweep sweep(boolean dryRun) {
        return Sweep.at(repository.now(), tiers, dryRun);
    }
}
