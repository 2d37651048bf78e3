package io.tidemark.aggregation.housekeeping;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Partitions of events. */
@ApplicationScoped
class PartitionRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** From yesterday on: a late event must not wait for its partition either. */
    private static final String ENSURE = """
              WITH today AS (
                   SELECT (now() AT TIME ZONE 'UTC')::date AS day),
                   ensured AS MATERIALIZED (
                   SELECT day + n AS day, ensure_event_partition(day + n) AS created
                     FROM today
                    CROSS JOIN generate_series(-1, $1::int) AS n)
            SELECT min(day) AS first,
                   max(day) AS last,
                   count(*)::int AS days,
                   count(*) FILTER (WHERE created)::int AS created
              FROM ensured
            """;

    private final Pool pool;

    PartitionRepository(Pool pool) {
        this.pool = pool;
    }

    Ensured ensure(int daysAhead) {
        return pool.preparedQuery(ENSURE)
                .mapping(PartitionRepository::toEnsured)
                .execute(Tuple.of(daysAhead))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next();
    }

    private static Ensured toEnsured(Row row) {
        return new Ensured(
                row.getLocalDate("first"), row.getLocalDate("last"), row.getInteger("days"), row.getInteger("created"));
    }
}
