package io.tidemark.aggregation;

import io.quarkus.arc.Unremovable;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.aggregation.snapshot.SnapshotRun;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;

@Dependent
@Unremovable
@Command(
        name = "snapshots",
        description = "Takes the snapshots of past hours, days and weeks that are missing, or that got late events.")
class SnapshotsCommand extends JobCommand {

    private final SnapshotRun snapshots;

    SnapshotsCommand(SnapshotRun snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    Outcome run() {
        return snapshots.run();
    }
}
