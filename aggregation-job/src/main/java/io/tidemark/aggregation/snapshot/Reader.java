package io.tidemark.aggregation.snapshot;

import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Result;
import java.time.Instant;
import java.util.Map;

/** One tenant's events and snapshots, as they are at one moment. */
interface Reader {

    Result run(Aggregation aggregation);

    /** How many events the stored snapshots have, by where they begin, from the given instant on. */
    Map<Instant, Long> stored(SnapshotType type, Instant from);
}
