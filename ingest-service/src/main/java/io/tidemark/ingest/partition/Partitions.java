package io.tidemark.ingest.partition;

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

    /** Makes the partitions that are not known to exist; done at once if all are. */
    public Uni<Void> ensure(Collection<LocalDate> days) {
        var missing = days.stream().filter(day -> !known.contains(day)).toList();
        if (missing.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return repository.ensure(missing).invoke(() -> known.addAll(missing));
    }

    /** To be called when a partition turned out to be missing: retention may have dropped it. */
    public void forget(Collection<LocalDate> days) {
        known.removeAll(days);
    }
}
