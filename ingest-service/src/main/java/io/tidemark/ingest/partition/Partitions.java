package io.tidemark.ingest.partition;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The UTC days that have a partition, as far as this process knows. */
@ApplicationScoped
public class Partitions {

    private final PartitionRepository repository;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    Partitions(PartitionRepository repository) {
        this.repository = repository;
    }

    public boolean areKnown(Collection<LocalDate> days) {
        return known.containsAll(days);
    }

    /** Makes the partitions that are not known to exist, each in a transaction of its own. */
    public Uni<Void> ensure(Collection<LocalDate> days) {
        return Multi.createFrom()
                .items(days.stream().filter(day -> !known.contains(day)).sorted())
                .onItem()
                .transformToUniAndConcatenate(day -> repository.ensure(day).invoke(() -> known.add(day)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** To be called when a partition turned out to be missing: retention may have dropped it. */
    public void forget(Collection<LocalDate> days) {
        known.removeAll(days);
    }
}
