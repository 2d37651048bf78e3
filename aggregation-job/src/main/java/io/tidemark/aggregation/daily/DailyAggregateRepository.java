package io.tidemark.aggregation.daily;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;

/** Makes the aggregate of one tenant's day. */
@ApplicationScoped
class DailyAggregateRepository {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final String LIMIT_TIME = """
            SELECT set_config('statement_timeout', $1, true)
            """;

    /**
     * Takes the day's lock, although one run works at a time: should that run's guard be lost with its connection,
     * an older count still cannot replace a newer one. The lock is taken whether or not there are marks.
     */
    private static final String CLEAR_STALE_MARKS = """
              WITH turn AS MATERIALIZED (
                   SELECT pg_advisory_xact_lock(hashtextextended('tidemark.day:' || $1::uuid || ':' || $2::date, 0))),
                   cleared AS (
                   DELETE FROM stale_day
                    WHERE tenant_id = $1
                      AND day = $2
                RETURNING 1)
            SELECT (SELECT count(*) FROM cleared)::int AS marks
              FROM turn
            """;

    /** The nil UUID stands for events without an agent; rows of agents that have no event any more go. */
    static final String RECOMPUTE = """
              WITH counted AS MATERIALIZED (
                   SELECT coalesce(agent_id, '00000000-0000-0000-0000-000000000000') AS agent_id,
                          count(*) AS events,
                          count(*) FILTER (WHERE type = 'request') AS api_calls,
                          count(*) FILTER (WHERE type = 'token_issuance') AS token_issuances,
                          count(*) FILTER (WHERE type = 'token_failure') AS token_failures,
                          count(*) FILTER (WHERE type = 'credential_rotation') AS credential_rotations
                     FROM event
                    WHERE tenant_id = $1
                      AND day BETWEEN $3 AND $4
                      AND "time" >= $5
                      AND "time" < $6
                    GROUP BY 1),
                   vanished AS (
                   DELETE FROM daily_aggregate a
                    WHERE a.tenant_id = $1
                      AND a.day = $2
                      AND NOT EXISTS (SELECT FROM counted c
                                       WHERE c.agent_id = a.agent_id)),
                   upserted AS (
                   INSERT INTO daily_aggregate AS a (tenant_id, day, agent_id, events, api_calls, token_issuances,
                                                     token_failures, credential_rotations)
                   SELECT $1, $2, agent_id, events, api_calls, token_issuances, token_failures, credential_rotations
                     FROM counted
                       ON CONFLICT (tenant_id, day, agent_id) DO UPDATE
                      SET events = EXCLUDED.events,
                          api_calls = EXCLUDED.api_calls,
                          token_issuances = EXCLUDED.token_issuances,
                          token_failures = EXCLUDED.token_failures,
                          credential_rotations = EXCLUDED.credential_rotations,
                          updated_at = now()
                    WHERE (a.events, a.api_calls, a.token_issuances, a.token_failures, a.credential_rotations)
                       IS DISTINCT FROM (EXCLUDED.events, EXCLUDED.api_calls, EXCLUDED.token_issuances,
                                         EXCLUDED.token_failures, EXCLUDED.credential_rotations)),
                   finished AS (
                   INSERT INTO aggregated_day (tenant_id, day)
                   VALUES ($1, $2)
                       ON CONFLICT (tenant_id, day) DO UPDATE
                      SET aggregated_at = now())
            SELECT coalesce(sum(events), 0)::bigint AS events,
                   count(*) AS rows
              FROM counted
            """;

    private final Pool pool;
    private final Duration timeout;

    DailyAggregateRepository(Pool pool, AggregationConfig config) {
        this.pool = pool;
        this.timeout = config.dayTimeout();
    }

    /**
     * Aggregates the day in one transaction. The marks go first and the events are read by a later snapshot: an
     * event committed between the two is counted and leaves its mark, one committed after both leaves its mark.
     */
    DayResult aggregate(DueDay day) {
        return pool.withTransaction(tx ->
                        limitTime(tx).chain(() -> clearStaleMarks(tx, day)).chain(marks -> recompute(tx, day, marks)))
                .await()
                .atMost(timeout.multipliedBy(2).plus(MARGIN));
    }

    private Uni<Void> limitTime(SqlConnection tx) {
        return tx.preparedQuery(LIMIT_TIME)
                .execute(Tuple.of(Long.toString(timeout.toMillis())))
                .replaceWithVoid();
    }

    private static Uni<Integer> clearStaleMarks(SqlConnection tx, DueDay day) {
        return tx.preparedQuery(CLEAR_STALE_MARKS)
                .execute(Tuple.of(day.tenant(), day.day()))
                .map(rows -> rows.iterator().next().getInteger("marks"));
    }

    private static Uni<DayResult> recompute(SqlConnection tx, DueDay day, int staleMarks) {
        var bounds = Tuple.of(
                day.tenant(),
                day.day(),
                day.firstPartition(),
                day.lastPartition(),
                day.start().atOffset(ZoneOffset.UTC),
                day.end().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(RECOMPUTE)
                .execute(bounds)
                .map(rows -> result(rows.iterator().next(), staleMarks));
    }

    private static DayResult result(Row row, int staleMarks) {
        return new DayResult(staleMarks, row.getLong("events"), row.getLong("rows"));
    }
}
