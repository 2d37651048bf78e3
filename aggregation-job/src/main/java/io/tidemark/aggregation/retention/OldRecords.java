package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.housekeeping.ArrivalIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.LongSupplier;

/** What services and jobs note for a while: runs, events of alerts and audits, ids of arrivals, and what is noted of tenants. */
@ApplicationScoped
class OldRecords {

    private final OldRunRepository runs;
    private final OldLogRepository logs;
    private final ArrivalIds arrivalIds;
    private final TenantRecords records;
    private final RetentionConfig config;

    OldRecords(
            OldRunRepository runs,
            OldLogRepository logs,
            ArrivalIds arrivalIds,
            TenantRecords records,
            RetentionConfig config) {
        this.runs = runs;
        this.logs = logs;
        this.arrivalIds = arrivalIds;
        this.records = records;
        this.config = config;
    }

    void expire(Sweep sweep) {
        var before = sweep.now().minus(config.jobRuns());
        sweep.expired().add("job_run", sweep.dryRun() ? runs.count(before) : deleteRuns(before));
        for (var log : EventLog.values()) {
            sweep.expired().add(log.table(), sweep.dryRun() ? logs.count(log, sweep.now()) : delete(log, sweep.now()));
        }
        sweep.expired().add("arrival_id", sweep.dryRun() ? arrivalIds.countExpired() : arrivalIds.expire());
        records.expire(sweep);
    }

    private long deleteRuns(Instant before) {
        return repeat(() -> runs.deleteBatch(before, config.batchSize()));
    }

    private long delete(EventLog log, Instant now) {
        return repeat(() -> logs.deleteBatch(log, now, config.batchSize()));
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
