package io.tidemark.ingest.partition;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the partitions that will be needed next, so that no event waits for its partition at midnight, and sees that
 * PostgreSQL soon knows what is in a new one.
 */
@ApplicationScoped
class PartitionSchedule {

    private static final int DAYS_BEHIND = 1;
    private static final int DAYS_AHEAD = 3;

    private final Partitions partitions;
    private final PartitionRepository repository;
    private final InstantSource clock;
    private final AtomicBoolean failing = new AtomicBoolean();

    PartitionSchedule(Partitions partitions, PartitionRepository repository, InstantSource clock) {
        this.partitions = partitions;
        this.repository = repository;
        this.clock = clock;
    }

    /** Runs at start, in the background, and then hourly. */
    @Scheduled(every = "{tidemark.ingest.partition.every}", identity = "partitions ahead")
    Uni<Void> ensureAhead() {
        var today = today();
        var days = today.minusDays(DAYS_BEHIND)
                .datesUntil(today.plusDays(DAYS_AHEAD + 1))
                .toList();
        return partitions
                .ensure(days)
                .onFailure()
                .invoke(failure -> Log.warnf("Partitions ahead were not made, trying again later: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Often, for autovacuum would take a minute or two, in which questions are slow. */
    @Scheduled(every = "10s", identity = "statistics of today", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> ensureStatistics() {
        return repository
                .ensureStatistics(today())
                .invoke(() -> failing.set(false))
                .onFailure()
                .invoke(this::sayOnce)
                .onFailure()
                .recoverWithNull();
    }

    private void sayOnce(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            Log.warnf("Whether today's events have statistics was not seen to, trying again: %s", failure);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
