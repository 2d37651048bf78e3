package io.tidemark.aggregation;

import io.quarkus.arc.Unremovable;
import io.tidemark.aggregation.migration.Migration;
import io.tidemark.aggregation.run.Outcome;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;

@Dependent
@Unremovable
@Command(
        name = "migrate",
        description = "Brings the database to the newest schema, as the role of TIDEMARK_MIGRATION_*.")
class MigrateCommand extends JobCommand {

    private final Migration migration;

    MigrateCommand(Migration migration) {
        this.migration = migration;
    }

    @Override
    Outcome run() {
        return migration.run();
    }
}
