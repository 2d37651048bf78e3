package io.tidemark.aggregation.daily;

import io.tidemark.aggregation.housekeeping.Housekeeping;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.aggregation.run.Runner;
import io.tidemark.aggregation.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The nightly run: partitions ahead, days and snapshots behind, and old arrival ids thrown away. */
@ApplicationScoped
public class NightlyAggregation {

    private static final String JOB = "aggregate";

    private final Runner runner;
    private final DayAggregation days;
    private final Snapshots snapshots;
    private final Housekeeping housekeeping;

    NightlyAggregation(Runner runner, DayAggregation days, Snapshots snapshots, Housekeeping housekeeping) {
        this.runner = runner;
        this.days = days;
        this.snapshots = snapshots;
        this.housekeeping = housekeeping;
    }

    public Outcome run(Selection selection) {
        return runner.alone(JOB, () -> aggregate(selection));
    }

    /** Is turned off: does nothing, and leaves word that it was not forgotten. */
    public Outcome skip(String reason) {
        return runner.skip(JOB, reason);
    }

    private Outcome aggregate(Selection selection) {
        var tally = new Tally();
        var failures = tally.failures();
        try {
            days.aggregate(selection, Instant.now(), tally);
        } catch (DayRefusedException e) {
            return new Outcome.Refused(e.reason());
        } catch (RuntimeException e) {
            failures.add("days", e);
        }
        var taken = failures.attempt("snapshots", () -> snapshots.take(Instant.now(), failures), 0);
        var kept = housekeeping.run(failures);
        var summary = tally.toJson()
                .put("snapshotsTaken", taken)
                .put("arrivalIdsExpired", kept.arrivalIdsExpired())
                .put("partitionsEnsured", kept.partitionsEnsured())
                .put("failures", failures.toJson());
        return new Outcome.Finished(summary, failures.none());
    }
}
