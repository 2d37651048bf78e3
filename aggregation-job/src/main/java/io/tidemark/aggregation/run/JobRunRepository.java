package io.tidemark.aggregation.run;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Remembers runs, for the metrics and alerts of services that live longer than a job. */
@ApplicationScoped
class JobRunRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String INSERT = """
            INSERT INTO job_run (job, started_at, finished_at, succeeded, summary)
            VALUES ($1, $2, $3, $4, $5)
            """;

    private final Pool pool;

    JobRunRepository(Pool pool) {
        this.pool = pool;
    }

    void insert(String job, Instant startedAt, Instant finishedAt, boolean succeeded, JsonObject summary) {
        var row = Tuple.of(
                job, startedAt.atOffset(ZoneOffset.UTC), finishedAt.atOffset(ZoneOffset.UTC), succeeded, summary);
        pool.preparedQuery(INSERT).execute(row).await().atMost(TIMEOUT);
    }
}
