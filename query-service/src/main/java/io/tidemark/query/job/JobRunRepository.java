package io.tidemark.query.job;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;

/** Reads runs of the job; they belong to no tenant. */
@ApplicationScoped
class JobRunRepository {

    private static final String LAST_SUCCESSES = """
            SELECT asked.job,
                   extract(epoch FROM last.finished_at)::float8 AS ended_at,
                   extract(epoch FROM last.finished_at - last.started_at)::float8 AS seconds
              FROM unnest($1::text[]) AS asked (job)
             CROSS JOIN LATERAL (
                       SELECT started_at, finished_at
                         FROM job_run
                        WHERE job = asked.job
                          AND succeeded
                        ORDER BY finished_at DESC
                        LIMIT 1
                   ) AS last
            """;

    private final Pool pool;

    JobRunRepository(Pool pool) {
        this.pool = pool;
    }

    /** Without those that have never succeeded. */
    Uni<Map<Command, LastRun>> findLastSuccesses() {
        var labels = Arrays.stream(Command.values()).map(Command::label).toArray(String[]::new);
        return pool.preparedQuery(LAST_SUCCESSES).execute(Tuple.of(labels)).map(rows -> rows.stream()
                .collect(toUnmodifiableMap(JobRunRepository::command, JobRunRepository::run)));
    }

    private static Command command(Row row) {
        var label = row.getString("job");
        return Arrays.stream(Command.values())
                .filter(command -> command.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static LastRun run(Row row) {
        return new LastRun(row.getDouble("ended_at"), row.getDouble("seconds"));
    }
}
