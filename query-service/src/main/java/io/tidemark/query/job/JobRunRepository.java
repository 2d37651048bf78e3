package io.tidemark.query.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads runs of the job; they belong to no tenant. */
@ApplicationScoped
class JobRunRepository {

    private static final String LAST_AGGREGATION = """
            SELECT extract(epoch FROM finished_at)::float8 AS ended_at,
                   extract(epoch FROM finished_at - started_at)::float8 AS seconds
              FROM job_run
             WHERE job = 'aggregate'
               AND succeeded
             ORDER BY finished_at DESC
             LIMIT 1
            """;

    private final Pool pool;

    JobRunRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<LastRun>> findLastAggregation() {
        return pool.query(LAST_AGGREGATION)
                .mapping(JobRunRepository::toRun)
                .execute()
                .map(rows -> rows.stream().findFirst());
    }

    private static LastRun toRun(Row row) {
        return new LastRun(row.getDouble("ended_at"), row.getDouble("seconds"));
    }
}
