package io.tidemark.aggregation.snapshot;

import io.tidemark.aggregation.run.Failures;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.aggregation.run.Runner;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Snapshots taken by a run of their own. */
@ApplicationScoped
public class SnapshotRun {

    private final Runner runner;
    private final Snapshots snapshots;

    SnapshotRun(Runner runner, Snapshots snapshots) {
        this.runner = runner;
        this.snapshots = snapshots;
    }

    public Outcome run() {
        return runner.alone("snapshots", () -> {
            var failures = new Failures();
            var taken = snapshots.take(Instant.now(), failures);
            var summary = new JsonObject().put("snapshotsTaken", taken).put("failures", failures.toJson());
            return new Outcome.Finished(summary, failures.none());
        });
    }
}
