package io.tidemark.aggregation.housekeeping;

import io.vertx.mutiny.sqlclient.Pool;

/** Chores for tests of those who share them. */
public final class HousekeepingBed {

    private HousekeepingBed() {}

    public static ArrivalIds arrivalIds(Pool pool) {
        return new ArrivalIds(new ArrivalIdRepository(pool));
    }
}
