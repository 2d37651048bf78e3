package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.run.Outcome;
import io.tidemark.aggregation.run.Runner;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Removes what no tier keeps any longer, and then what single tenants' tiers do not keep. Floors are raised first, in
 * transactions of their own: from then on nobody counts on what is about to go.
 */
@ApplicationScoped
public class Retention {

    private static final String JOB = "retention";

    private final Runner runner;
    private final Floors floors;
    private final PartitionExpiry partitions;
    private final TenantRowExpiry rows;
    private final OldRecords records;

    Retention(Runner runner, Floors floors, PartitionExpiry partitions, TenantRowExpiry rows, OldRecords records) {
        this.runner = runner;
        this.floors = floors;
        this.partitions = partitions;
        this.rows = rows;
        this.records = records;
    }

    public Outcome run() {
        return runner.alone(JOB, () -> expire(floors.raise()));
    }

    /** Says what a run would remove, and changes nothing. */
    public Outcome rehearse() {
        return runner.rehearse(JOB, () -> expire(floors.leave()));
    }

    private Outcome expire(Sweep sweep) {
        var failures = sweep.failures();
        failures.attempt("partitions", () -> partitions.expire(sweep));
        failures.attempt("tenants", () -> rows.expire(sweep));
        failures.attempt("records", () -> records.expire(sweep));
        return new Outcome.Finished(sweep.toJson(), failures.none());
    }
}
