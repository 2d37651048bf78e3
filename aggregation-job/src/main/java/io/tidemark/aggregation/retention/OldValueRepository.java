package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;

/** Values of open dimensions that events of a tenant no longer carry, and that count towards its caps. */
@ApplicationScoped
class OldValueRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final String COUNT = """
            SELECT count(*) AS values
              FROM dimension_value
             WHERE tenant_id = $1
               AND last_seen < $2
            """;

    private static final String FREE = """
            SELECT free_dimension_values($1, $2, $3) AS values
            """;

    private final Pool pool;

    OldValueRepository(Pool pool) {
        this.pool = pool;
    }

    long count(UUID tenant, LocalDate seenBefore) {
        return values(COUNT, Tuple.of(tenant, seenBefore));
    }

    /** Each batch is a short transaction of its own; returns 0 when none is left. */
    long freeBatch(UUID tenant, LocalDate seenBefore, int size) {
        return values(FREE, Tuple.of(tenant, seenBefore, size));
    }

    private long values(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("values");
    }
}
