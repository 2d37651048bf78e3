package io.tidemark.ingest.partition;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;

/** Makes partitions through the function that may. */
@ApplicationScoped
class PartitionRepository {

    private static final String ENSURE = """
            SELECT ensure_event_partition(day)
              FROM unnest($1::date[]) AS day
             ORDER BY day
            """;

    private final Pool pool;

    PartitionRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> ensure(Collection<LocalDate> days) {
        return pool.preparedQuery(ENSURE)
                .execute(Tuple.of(days.toArray(LocalDate[]::new)))
                .replaceWithVoid();
    }
}
