package io.tidemark.ingest.partition;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Makes the partitions that will be needed next, so that no event waits for its partition at midnight. */
@ApplicationScoped
class PartitionSchedule {

    private static final int DAYS_BEHIND = 1;
    private static final int DAYS_AHEAD = 3;

    private final Partitions partitions;
    private final InstantSource clock;

    PartitionSchedule(Partitions partitions, InstantSource clock) {
        this.partitions = partitions;
        this.clock = clock;
    }

    /** Runs at start, in the background, and then hourly. */
    @Scheduled(every = "{tidemark.ingest.partition.every}", identity = "partitions ahead")
    Uni<Void> ensureAhead() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
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
}
