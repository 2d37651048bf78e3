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

    private final Pool pool;

    PartitionRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> ensure(LocalDate day) {
        return pool.preparedQuery(ENSURE).execute(Tuple.of(day)).replaceWithVoid();
    }
}
