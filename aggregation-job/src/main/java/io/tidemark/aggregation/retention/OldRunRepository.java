package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Runs of jobs from long ago. The last one of a job that succeeded stays: metrics tell when that was. */
@ApplicationScoped
class OldRunRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final String OLD = """
              FROM job_run AS r
             WHERE r.finished_at < $1
               AND EXISTS (SELECT
                             FROM job_run AS later
                            WHERE later.job = r.job
                              AND later.finished_at > r.finished_at
                              AND later.succeeded)
            """;

    private final Pool pool;

    OldRunRepository(Pool pool) {
        this.pool = pool;
    }

    long count(Instant before) {
        return pool.preparedQuery("SELECT count(*) AS runs" + OLD)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("runs");
    }

    int deleteBatch(Instant before, int size) {
        return pool.preparedQuery("DELETE FROM job_run WHERE id IN (SELECT r.id" + OLD + " LIMIT $2)")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), size))
                .map(SqlResult::rowCount)
                .await()
                .atMost(TIMEOUT);
    }
}
