package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.housekeeping.ArrivalIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What services and jobs note for a while: runs of jobs and ids of arrivals. */
@ApplicationScoped
class OldRecords {

    private final OldRunRepository runs;
    private final ArrivalIds arrivalIds;
    private final RetentionConfig config;

    OldRecords(OldRunRepository runs, ArrivalIds arrivalIds, RetentionConfig config) {
        this.runs = runs;
        this.arrivalIds = arrivalIds;
        this.config = config;
    }

    void expire(Sweep sweep) {
        var before = sweep.now().minus(config.jobRuns());
        sweep.expired().add("job_run", sweep.dryRun() ? runs.count(before) : delete(before));
        sweep.expired().add("arrival_id", sweep.dryRun() ? arrivalIds.countExpired() : arrivalIds.expire());
    }

    private long delete(Instant before) {
        var sum = 0L;
        int deleted;
        do {
            deleted = runs.deleteBatch(before, config.batchSize());
            sum += deleted;
        } while (deleted > 0);
        return sum;
    }
}
