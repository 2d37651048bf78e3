package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.housekeeping.ArrivalIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.LongSupplier;

/** What services and jobs note for a while: runs of jobs, events of alerts, ids of arrivals, and values of dimensions. */
@ApplicationScoped
class OldRecords {

    private final OldRunRepository runs;
    private final OldAlertEventRepository alertEvents;
    private final ArrivalIds arrivalIds;
    private final OldValues values;
    private final RetentionConfig config;

    OldRecords(
            OldRunRepository runs,
            OldAlertEventRepository alertEvents,
            ArrivalIds arrivalIds,
            OldValues values,
            RetentionConfig config) {
        this.runs = runs;
        this.alertEvents = alertEvents;
        this.arrivalIds = arrivalIds;
        this.values = values;
        this.config = config;
    }

    void expire(Sweep sweep) {
        var before = sweep.now().minus(config.jobRuns());
        sweep.expired().add("job_run", sweep.dryRun() ? runs.count(before) : deleteRuns(before));
        sweep.expired().add("alert_event", sweep.dryRun() ? alertEvents.count(sweep.now()) : deleteEvents(sweep.now()));
        sweep.expired().add("arrival_id", sweep.dryRun() ? arrivalIds.countExpired() : arrivalIds.expire());
        values.expire(sweep);
    }

    private long deleteRuns(Instant before) {
        return repeat(() -> runs.deleteBatch(before, config.batchSize()));
    }

    private long deleteEvents(Instant now) {
        return repeat(() -> alertEvents.deleteBatch(now, config.batchSize()));
    }

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
