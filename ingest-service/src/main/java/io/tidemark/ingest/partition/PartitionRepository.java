package io.tidemark.ingest.partition;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/** Makes partitions through the function that may. */
@ApplicationScoped
class PartitionRepository {

    private static final String ENSURE = """
            SELECT ensure_event_partition($1)
            """;

    private static final String ENSURE_STATISTICS = """
            SELECT ensure_event_statistics($1)
            """;

    /** An hour ahead, for whoever has written this writes no more for an hour. */
    private static final String MARK_USED = """
            INSERT INTO backfilled_day AS b (day, last_used)
            VALUES ($1, now() + interval '1 hour')
                ON CONFLICT (day) DO UPDATE
               SET last_used = excluded.last_used
             WHERE b.last_used < excluded.last_used
            """;

    private final Pool pool;

    PartitionRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> ensure(LocalDate day) {
        return pool.preparedQuery(ENSURE).execute(Tuple.of(day)).replaceWithVoid();
    }

    /** Has the events of a day analyzed for PostgreSQL's planner, once they are many, unless they were. */
    Uni<Void> ensureStatistics(LocalDate day) {
        return pool.preparedQuery(ENSURE_STATISTICS).execute(Tuple.of(day)).replaceWithVoid();
    }

    /** Keeps retention from dropping a partition that is about to be filled again. */
    Uni<Void> markUsed(LocalDate day) {
        return pool.preparedQuery(MARK_USED).execute(Tuple.of(day)).replaceWithVoid();
    }
}
