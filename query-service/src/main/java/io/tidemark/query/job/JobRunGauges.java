package io.tidemark.query.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes the last aggregation as it is stored, so that it is seen long after the job has ended. */
@ApplicationScoped
class JobRunGauges {

    private final JobRunRepository repository;
    private volatile LastRun last = LastRun.NONE;

    JobRunGauges(JobRunRepository repository, MeterRegistry registry) {
        this.repository = repository;
        Gauge.builder("tidemark.aggregation.job.last.run.timestamp", () -> last.endedAt())
                .description("When the aggregation job last succeeded, as a Unix time")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("tidemark.aggregation.job.duration", () -> last.seconds())
                .description("How long the aggregation job took when it last succeeded")
                .baseUnit("seconds")
                .register(registry);
    }

    @Scheduled(every = "${tidemark.job-metrics.refresh:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return repository
                .findLastAggregation()
                .invoke(run -> last = run.orElse(LastRun.NONE))
                .onFailure()
                .invoke(failure -> Log.debugf("The last aggregation is not known: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
