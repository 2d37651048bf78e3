package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Events that one tenant's tier no longer keeps, in partitions that stay for others. */
@ApplicationScoped
class OldEventRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final String LIST_DAYS = """
            SELECT DISTINCT day
              FROM event
             WHERE tenant_id = $1
               AND day >= $2
               AND day < $3
             ORDER BY day
            """;

    /** An event whose batch does not wait in the snapshot that shows it is rolled up. */
    private static final String COUNT = """
            SELECT count(*) AS events
              FROM event AS e
             WHERE e.tenant_id = $1
               AND e.day = $2
               AND NOT EXISTS (SELECT
                                 FROM ingest_batch AS b
                                WHERE b.tenant_id = $1
                                  AND b.batch_id = e.batch_id)
            """;

    private static final String DELETE_BATCH = """
            DELETE FROM event
             WHERE tenant_id = $1
               AND day = $2
               AND id = ANY (ARRAY(SELECT e.id
                                     FROM event AS e
                                    WHERE e.tenant_id = $1
                                      AND e.day = $2
                                      AND NOT EXISTS (SELECT
                                                        FROM ingest_batch AS b
                                                       WHERE b.tenant_id = $1
                                                         AND b.batch_id = e.batch_id)
                                    LIMIT $3))
            """;

    private final Pool pool;

    OldEventRepository(Pool pool) {
        this.pool = pool;
    }

    /** UTC days of the range of which there are events. */
    List<LocalDate> listDays(UUID tenant, LocalDate from, LocalDate to) {
        return pool
                .preparedQuery(LIST_DAYS)
                .mapping(row -> row.getLocalDate("day"))
                .execute(Tuple.of(tenant, from, to))
                .await()
                .atMost(TIMEOUT)
                .stream()
                .toList();
    }

    /** Without those that wait to be rolled up. */
    long count(UUID tenant, LocalDate day) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(tenant, day))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("events");
    }

    /** Each batch is a short transaction of its own; returns 0 when nothing is left but what waits. */
    int deleteBatch(UUID tenant, LocalDate day, int size) {
        return pool.preparedQuery(DELETE_BATCH)
                .execute(Tuple.of(tenant, day, size))
                .map(SqlResult::rowCount)
                .await()
                .atMost(TIMEOUT);
    }
}
