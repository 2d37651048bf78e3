package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.housekeeping.ArrivalIds;
import io.tidemark.aggregation.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.LongSupplier;

/** What services and jobs note for a while: runs of jobs, ids of arrivals, snapshots, and what is noted of each tenant. */
@ApplicationScoped
class OldRecords {

    private final OldRunRepository runs;
    private final ArrivalIds arrivalIds;
    private final TenantRecords records;
    private final Snapshots snapshots;
    private final RetentionConfig config;

    OldRecords(
            OldRunRepository runs,
            ArrivalIds arrivalIds,
            TenantRecords records,
            Snapshots snapshots,
            RetentionConfig config) {
        this.runs = runs;
        this.snapshots = snapshots;
        this.arrivalIds = arrivalIds;
        this.records = records;
        this.config = config;
    }

    void expire(Sweep sweep) {
        var before = sweep.now().minus(config.jobRuns());
        sweep.expired().add("job_run", sweep.dryRun() ? runs.count(before) : deleteRuns(before));
        sweep.expired().add("arrival_id", sweep.dryRun() ? arrivalIds.countExpired() : arrivalIds.expire());
        sweep.expired()
                .add("snapshot", sweep.dryRun() ? snapshots.countExpired(sweep.now()) : snapshots.expire(sweep.now()));
        records.expire(sweep);
    }

    private long deleteRuns(Instant before) {
        return repeat(() -> runs.deleteBatch(before, config.batchSize()));
    }

    /** Batch by batch, until nothing is left. */
    static long repeat(LongSupplier deleteBatch) {
        var sum = 0L;
        long deleted;
        do {
            deleted = deleteBatch.getAsLong();
            sum += deleted;
        } while (deleted > 0);
        return sum;
    }
}
