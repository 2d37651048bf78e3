package io.tidemark.ingest.partition;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tier.TierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The UTC days that have a partition, as far as this process knows. */
@ApplicationScoped
public class Partitions {

    /** How long a day of backfill is taken for used; then it is said anew that it is. */
    static final Duration USED = Duration.ofHours(1);

    private final PartitionRepository repository;
    private final InstantSource clock;
    private final Duration retention;
    private final Map<LocalDate, Instant> knownUntil = new ConcurrentHashMap<>();

    Partitions(PartitionRepository repository, TierConfig tiers, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
        this.retention = Stream.of(tiers.free(), tiers.pro(), tiers.enterprise())
                .map(TierConfig.Limits::rawRetention)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    public boolean areKnown(Collection<LocalDate> days) {
        return unknown(days).isEmpty();
    }

    /** Days that are not known to have a partition, in their order. */
    public List<LocalDate> unknown(Collection<LocalDate> days) {
        var now = clock.instant();
        return days.stream()
                .filter(day -> !knownUntil.getOrDefault(day, Instant.MIN).isAfter(now))
                .sorted()
                .toList();
    }

    /** Of older days no tier keeps raw events: their partitions are gone, or are at the next run of retention. */
    public LocalDate firstKeptDay() {
        return LocalDate.ofInstant(clock.instant().minus(retention), ZoneOffset.UTC);
    }

    /** Makes the partitions that are not known to exist, each in a transaction of its own. */
    public Uni<Void> ensure(Collection<LocalDate> days) {
        return Multi.createFrom()
                .iterable(unknown(days))
                .onItem()
                .transformToUniAndConcatenate(this::ensure)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** To be called when a partition turned out to be missing: retention may have dropped it. */
    public void forget(Collection<LocalDate> days) {
        knownUntil.keySet().removeAll(days);
    }

    private Uni<Void> ensure(LocalDate day) {
        if (!day.isBefore(firstKeptDay())) {
            return repository.ensure(day).invoke(() -> knownUntil.put(day, Instant.MAX));
        }
        // Marked first: what is marked is not dropped, and what was dropped before is made again.
        var until = clock.instant().plus(USED);
        return repository
                .markUsed(day)
                .flatMap(marked -> repository.ensure(day))
                .invoke(() -> knownUntil.put(day, until));
    }
}
