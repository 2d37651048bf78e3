package io.tidemark.aggregation;

import io.quarkus.arc.Unremovable;
import io.tidemark.aggregation.housekeeping.Housekeeping;
import io.tidemark.aggregation.housekeeping.PartitionsAhead;
import io.tidemark.aggregation.run.Outcome;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Dependent
@Unremovable
@Command(name = "partitions", description = "Makes the partitions of events from yesterday to some days ahead.")
class PartitionsCommand extends JobCommand {

    private static final int FARTHEST = 366;

    @Option(
            names = "--ahead",
            paramLabel = "DAYS",
            defaultValue = "" + Housekeeping.DAYS_AHEAD,
            description = "Days ahead of today; ${DEFAULT-VALUE} by default.")
    int ahead;

    private final PartitionsAhead partitions;

    PartitionsCommand(PartitionsAhead partitions) {
        this.partitions = partitions;
    }

    @Override
    Outcome run() {
        if (ahead < 0 || ahead > FARTHEST) {
            throw new ParameterException(spec.commandLine(), "--ahead takes 0 to " + FARTHEST);
        }
        return partitions.run(ahead);
    }
}
