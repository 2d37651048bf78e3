package io.tidemark.aggregation.retention;

import io.tidemark.rollups.Grain;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** Begins a run by saying, for all to see, what it is about to remove. */
@ApplicationScoped
class Floors {

    private final FloorRepository repository;
    private final HourFloorRepository hours;
    private final KeptTenantRepository tenants;
    private final TierRetentions tiers;

    Floors(FloorRepository repository, HourFloorRepository hours, KeptTenantRepository tenants, TierRetentions tiers) {
        this.repository = repository;
        this.hours = hours;
        this.tenants = tenants;
        this.tiers = tiers;
    }

    /** Those of hours tenant by tenant first; if one fails, all tenants' partitions of hours stay. */
    Sweep raise() {
        var sweep = sweep(false);
        tenants.list().forEach(tenant -> raiseHours(tenant, sweep));
        Stream.of(Grain.values())
                .filter(grain -> grain != Grain.HOUR || sweep.unreleased().isEmpty())
                .forEach(grain -> repository.raise(grain, sweep.farthest().of(grain)));
        return sweep;
    }

    private void raiseHours(KeptTenant tenant, Sweep sweep) {
        try {
            hours.raise(tenant, sweep.of(tenant.tier()).of(Grain.HOUR));
        } catch (RuntimeException e) {
            sweep.failures().add("hours", tenant.id(), null, e);
            sweep.unreleased().add(tenant.id());
        }
    }

    Sweep leave() {
        return sweep(true);
    }

    private Sweep sweep(boolean dryRun) {
        return Sweep.at(repository.now(), tiers, dryRun);
    }
}
