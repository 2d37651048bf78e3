package io.tidemark.aggregation;

import io.quarkus.arc.Unremovable;
import io.tidemark.aggregation.retention.Retention;
import io.tidemark.aggregation.run.Outcome;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Dependent
@Unremovable
@Command(name = "retention", description = "Removes what is older than the tenants' tiers keep it.")
class RetentionCommand extends JobCommand {

    @Option(names = "--dry-run", description = "Say what would be removed, and change nothing.")
    boolean dryRun;

    private final Retention retention;

    RetentionCommand(Retention retention) {
        this.retention = retention;
    }

    @Override
    Outcome run() {
        return dryRun ? retention.rehearse() : retention.run();
    }
}
