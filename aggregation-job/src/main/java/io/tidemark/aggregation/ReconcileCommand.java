package io.tidemark.aggregation;

import io.quarkus.arc.Unremovable;
import io.tidemark.aggregation.reconcile.Reconciliation;
import io.tidemark.aggregation.reconcile.Request;
import io.tidemark.aggregation.run.Outcome;
import jakarta.enterprise.context.Dependent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Dependent
@Unremovable
@Command(name = "reconcile", description = "Counts events again and says where the rollups differ.")
class ReconcileCommand extends JobCommand {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "A",
            converter = DayOptions.Day.class,
            description = "Count the local days from this one …")
    LocalDate from = LocalDate.EPOCH;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "B",
            converter = DayOptions.Day.class,
            description = "… to this one, both included.")
    LocalDate to = LocalDate.EPOCH;

    @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant, given by its id or slug.")
    @Nullable
    String tenant;

    @Option(names = "--repair", description = "Replace what differs by the recount.")
    boolean repair;

    private final Reconciliation reconciliation;

    ReconcileCommand(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    Outcome run() {
        if (from.isAfter(to)) {
            throw new ParameterException(spec.commandLine(), "--from %s is after --to %s".formatted(from, to));
        }
        return reconciliation.run(new Request(from, to, tenant, repair));
    }

    @Override
    int exitCode(Outcome.Finished finished) {
        return finished.succeeded() && finished.summary().getLong(Reconciliation.DIFFERENCES) > 0
                ? ExitCode.DIFFERENCES
                : super.exitCode(finished);
    }
}
