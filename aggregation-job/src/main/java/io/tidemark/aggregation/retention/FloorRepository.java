package io.tidemark.aggregation.retention;

import io.tidemark.rollups.Grain;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** From where on rollups are complete. */
@ApplicationScoped
class FloorRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String NOW = """
            SELECT now() AS now
            """;

    private static final String RAISE = """
            UPDATE rollup_floor
               SET floor = $2
             WHERE grain = $1
               AND floor < $2
            """;

    private final Pool pool;

    FloorRepository(Pool pool) {
        this.pool = pool;
    }

    /** One clock decides what is old: the database's. */
    Instant now() {
        var rows = pool.query(NOW).execute().await().atMost(TIMEOUT);
        return rows.iterator().next().getOffsetDateTime("now").toInstant();
    }

    /** Committed at once, so that nobody reads or writes below from now on; a floor that is higher stays. */
    void raise(Grain grain, Instant floor) {
        pool.preparedQuery(RAISE)
                .execute(Tuple.of(grain.label(), floor.atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(TIMEOUT);
    }
}
