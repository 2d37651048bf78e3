package io.tidemark.query.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;

/** Publishes the last successes of the job as they are stored, so that they are seen long after it has ended. */
@ApplicationScoped
class JobRunGauges {

    private final JobRunRepository repository;
    private volatile Map<Command, LastRun> successes = Map.of();
    private volatile LastRun missing = LastRun.UNKNOWN;

    JobRunGauges(JobRunRepository repository, MeterRegistry registry) {
        this.repository = repository;
        Gauge.builder("tidemark.aggregation.job.last.run.timestamp", () -> aggregation()
                        .endedAt())
                .description("When the aggregation job last succeeded, as a Unix time")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("tidemark.aggregation.job.duration", () -> aggregation().seconds())
                .description("How long the aggregation job took when it last succeeded")
                .baseUnit("seconds")
                .register(registry);
        // The label is not `job`, which Prometheus gives to targets.
        Arrays.stream(Command.values())
                .forEach(command -> Gauge.builder("tidemark.job.last.success.timestamp", () -> success(command)
                                .endedAt())
                        .description("When the job's command last succeeded, as a Unix time; 0 if it never has")
                        .baseUnit("seconds")
                        .tag("command", command.label())
                        .register(registry));
    }

    @Scheduled(every = "${tidemark.job-metrics.refresh:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return repository
                .findLastSuccesses()
                .invoke(this::publish)
                .onFailure()
                .invoke(failure -> Log.debugf("The last runs of the job are not known: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void publish(Map<Command, LastRun> found) {
        successes = found;
        missing = LastRun.NEVER;
    }

    private LastRun success(Command command) {
        return successes.getOrDefault(command, missing);
    }

    private LastRun aggregation() {
        return successes.getOrDefault(Command.AGGREGATE, LastRun.UNKNOWN);
    }
}
