package io.tidemark.aggregation.retention;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Drops partitions, with patience for those who are at work on them and without making them wait. */
@ApplicationScoped
class PartitionExpiry {

    private final ExpiryRepository repository;
    private final RetentionConfig config;

    PartitionExpiry(ExpiryRepository repository, RetentionConfig config) {
        this.repository = repository;
        this.config = config;
    }

    void expire(Sweep sweep) {
        var deadline = System.nanoTime() + config.patience().toNanos();
        for (var partition : listOver(sweep)) {
            sweep.failures().attempt("partition " + partition.name(), () -> {
                var expiry = sweep.dryRun() ? repository.rehearse(partition) : expire(partition, deadline);
                sweep.expired().add(partition, expiry);
                if (expiry == Expiry.BUSY) {
                    throw new IllegalStateException("in use for " + config.patience());
                }
            });
        }
        if (!sweep.dryRun()) {
            repository.forgetBackfilled();
        }
    }

    private List<Partition> listOver(Sweep sweep) {
        return Stream.of(PartitionedTable.values())
                .filter(table -> table != PartitionedTable.ROLLUP_HOUR
                        || sweep.unreleased().isEmpty())
                .flatMap(table -> repository.list(table).stream())
                .filter(partition -> partition.isOver(sweep.farthest()))
                .toList();
    }

    /** Tries once at least, and again until the deadline. */
    private Expiry expire(Partition partition, long deadline) {
        var expiry = repository.expire(partition);
        while (expiry == Expiry.BUSY && System.nanoTime() < deadline) {
            pause();
            expiry = repository.expire(partition);
        }
        return expiry;
    }

    private void pause() {
        try {
            Thread.sleep(config.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
