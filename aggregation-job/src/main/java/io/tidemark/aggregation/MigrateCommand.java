package io.tidemark.aggregation;

import io.quarkus.arc.Unremovable;
import io.tidemark.aggregation.migration.Distributor;
import io.tidemark.aggregation.migration.Migration;
import io.tidemark.aggregation.run.Outcome;
import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Dependent
@Unremovable
@Command(
        name = "migrate",
        description = "Brings the database to the newest schema, as the role of TIDEMARK_MIGRATION_*.")
class MigrateCommand extends JobCommand {

    private final Migration migration;

    @Option(
            names = "--distribution",
            paramLabel = "citus",
            description = "Then distribute what is not distributed yet over the nodes of a Citus cluster.")
    @Nullable
    Distributor distributor;

    MigrateCommand(Migration migration) {
        this.migration = migration;
    }

    @Override
    Outcome run() {
        return migration.run(Optional.ofNullable(distributor));
    }
}
