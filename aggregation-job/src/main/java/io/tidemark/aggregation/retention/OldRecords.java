package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.housekeeping.ArrivalIds;
import io.tidemark.aggregation.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** What services and jobs note for a while: runs of jobs, ids of arrivals, snapshots, and values of dimensions. */
@ApplicationScoped
class OldRecords {

    private final OldRunRepository runs;
    private final ArrivalIds arrivalIds;
    private final KeptTenantRepository tenants;
    private final OldValueRepository values;
    private final Snapshots snapshots;
    private final RetentionConfig config;

    OldRecords(
            OldRunRepository runs,
            ArrivalIds arrivalIds,
            KeptTenantRepository tenants,
            OldValueRepository values,
            Snapshots snapshots,
            RetentionConfig config) {
        this.runs = runs;
        this.snapshots = snapshots;
        this.tenants = tenants;
        this.values = values;
        this.arrivalIds = arrivalIds;
        this.config = config;
    }

    void expire(Sweep sweep) {
        var before = sweep.now().minus(config.jobRuns());
        sweep.expired().add("job_run", sweep.dryRun() ? runs.count(before) : delete(before));
        sweep.expired().add("arrival_id", sweep.dryRun() ? arrivalIds.countExpired() : arrivalIds.expire());
        sweep.expired()
                .add("snapshot", sweep.dryRun() ? snapshots.countExpired(sweep.now()) : snapshots.expire(sweep.now()));
        for (var tenant : tenants.list()) {
            sweep.failures().attempt("values of " + tenant.id(), () -> expireValues(tenant, sweep));
        }
    }

    private long delete(Instant before) {
        return repeat(() -> runs.deleteBatch(before, config.batchSize()));
    }

    /** Nothing that is kept has them any more, so there is room for others. */
    private void expireValues(KeptTenant tenant, Sweep sweep) {
        var seenBefore = LocalDate.ofInstant(sweep.of(tenant.tier()).day(), ZoneOffset.UTC);
        var count = sweep.dryRun()
                ? values.count(tenant.id(), seenBefore)
                : repeat(() -> values.freeBatch(tenant.id(), seenBefore, config.batchSize()));
        sweep.expired().add("dimension_value", count);
    }

    private static long repeat(LongSupplier deleteBatch) {
        var sum = 0L;
        long deleted;
        do {
            deleted = deleteBatch.getAsLong();
            sum += deleted;
        } while (deleted > 0);
        return sum;
    }
}
