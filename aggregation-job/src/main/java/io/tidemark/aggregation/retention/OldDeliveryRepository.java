package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Deliveries of a tenant from long ago, with their attempts; those that still wait are left. */
@ApplicationScoped
class OldDeliveryRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final String OLD = """
              FROM delivery AS d
             WHERE d.tenant_id = $1
               AND d.id < $2
               AND d.status <> 'waiting'
            """;

    private static final String COUNT = "SELECT count(*) AS deliveries" + OLD;

    private static final String DELETE = """
            DELETE FROM delivery
             WHERE tenant_id = $1
               AND id = ANY (ARRAY(SELECT d.id""" + OLD + """
                                    LIMIT $3))
            """;

    private final Pool pool;

    OldDeliveryRepository(Pool pool) {
        this.pool = pool;
    }

    long count(UUID tenant, Instant before) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(tenant, smallestId(before)))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("deliveries");
    }

    int deleteBatch(UUID tenant, Instant before, int size) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(tenant, smallestId(before), size))
                .map(SqlResult::rowCount)
                .await()
                .atMost(TIMEOUT);
    }

    /** Of UUIDs of version 7, which begin with 48 bits of milliseconds. */
    private static UUID smallestId(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }
}
