package io.tidemark.aggregation.housekeeping;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Ids of events that came without a time; a retry comes within 48 hours or not at all. */
@ApplicationScoped
class ArrivalIdRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final String DELETE_EXPIRED_BATCH = """
            DELETE FROM arrival_id
             WHERE (tenant_id, id) IN (SELECT tenant_id, id
                                         FROM arrival_id
                                        WHERE arrived_at < now() - interval '48 hours'
                                        LIMIT 10000)
            """;

    private static final String COUNT_EXPIRED = """
            SELECT count(*) AS expired
              FROM arrival_id
             WHERE arrived_at < now() - interval '48 hours'
            """;

    private final Pool pool;

    ArrivalIdRepository(Pool pool) {
        this.pool = pool;
    }

    /** Each batch is a short transaction of its own; returns 0 when nothing is left to delete. */
    int deleteExpiredBatch() {
        return pool.query(DELETE_EXPIRED_BATCH)
                .execute()
                .map(SqlResult::rowCount)
                .await()
                .atMost(TIMEOUT);
    }

    long countExpired() {
        return pool.query(COUNT_EXPIRED)
                .execute()
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("expired");
    }
}
