package io.tidemark.aggregation;

import io.quarkus.arc.Unremovable;
import io.tidemark.aggregation.daily.NightlyAggregation;
import io.tidemark.aggregation.run.Outcome;
import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

@Dependent
@Unremovable
@Command(
        name = "aggregate",
        description = "Makes the daily aggregates that are missing or stale, and does the daily chores.")
class AggregateCommand extends JobCommand {

    @ArgGroup
    DayOptions days = new DayOptions();

    private final NightlyAggregation aggregation;
    private final boolean enabled;

    AggregateCommand(
            NightlyAggregation aggregation,
            @ConfigProperty(name = "analytics.enabled", defaultValue = "true") boolean enabled) {
        this.aggregation = aggregation;
        this.enabled = enabled;
    }

    @Override
    Outcome run() {
        if (!enabled) {
            return aggregation.skip("ANALYTICS_ENABLED is false");
        }
        return aggregation.run(days.selection(spec.commandLine()));
    }
}
