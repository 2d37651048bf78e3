package io.tidemark.aggregation.housekeeping;

import jakarta.enterprise.context.ApplicationScoped;

/** Ids of events that came without a time, of which those are thrown away that no retry can bring again. */
@ApplicationScoped
public class ArrivalIds {

    private final ArrivalIdRepository repository;

    ArrivalIds(ArrivalIdRepository repository) {
        this.repository = repository;
    }

    public long countExpired() {
        return repository.countExpired();
    }

    /** Says how many there were. */
    public long expire() {
        var expired = 0L;
        int deleted;
        do {
            deleted = repository.deleteExpiredBatch();
            expired += deleted;
        } while (deleted > 0);
        return expired;
    }
}
