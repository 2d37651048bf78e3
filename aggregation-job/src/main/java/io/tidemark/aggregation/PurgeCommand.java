package io.tidemark.aggregation;

import io.quarkus.arc.Unremovable;
import io.tidemark.aggregation.purge.TenantPurge;
import io.tidemark.aggregation.run.Outcome;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;

@Dependent
@Unremovable
@Command(name = "purge", description = "Removes deleted tenants with all their data.")
class PurgeCommand extends JobCommand {

    private final TenantPurge purge;

    PurgeCommand(TenantPurge purge) {
        this.purge = purge;
    }

    @Override
    Outcome run() {
        return purge.run();
    }
}
