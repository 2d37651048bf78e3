package io.tidemark.aggregation.retention;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.roll.TenantLock;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Rollups that one tenant's tier no longer keeps. */
@ApplicationScoped
class OldCellRepository {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration TIMEOUT = STATEMENT_TIMEOUT.multipliedBy(2);

    private static final Short[] CUBES =
            Arrays.stream(Cube.values()).map(cube -> (short) cube.id()).toArray(Short[]::new);

    private static final String CELLS = """
             FROM %s
            WHERE tenant_id = $1
              AND cube = ANY ($2::smallint[])
              AND bucket >= $3
              AND bucket < $4
            """;

    private static final String OLD_DAYS = """
              WITH old AS MATERIALIZED (
                       SELECT day, bucket
                         FROM aggregated_day
                        WHERE tenant_id = $1
                          AND day < $3
                        ORDER BY day
                        LIMIT $4
                   )
            """;

    private static final String COUNT_DAYS = OLD_DAYS + """
            SELECT (SELECT count(*) FROM old) AS days,
                   (SELECT count(*)
                      FROM old
                      JOIN rollup_day AS r USING (bucket)
                     WHERE r.tenant_id = $1
                       AND r.cube = ANY ($2::smallint[])) AS cells
            """;

    private static final String DELETE_DAYS = OLD_DAYS.stripTrailing() + """
            ,
                   cells AS (
                       DELETE FROM rollup_day AS r
                        USING old
                        WHERE r.tenant_id = $1
                          AND r.cube = ANY ($2::smallint[])
                          AND r.bucket = old.bucket
                       RETURNING 1
                   ),
                   marks AS (
                       DELETE FROM stale_day AS s
                        USING old
                        WHERE s.tenant_id = $1
                          AND s.day = old.day
                   ),
                   days AS (
                       DELETE FROM aggregated_day AS d
                        USING old
                        WHERE d.tenant_id = $1
                          AND d.day = old.day
                       RETURNING 1
                   )
            SELECT (SELECT count(*) FROM days) AS days,
                   (SELECT count(*) FROM cells) AS cells
            """;

    private final Pool pool;
    private final TenantLock lock = new TenantLock(STATEMENT_TIMEOUT);

    OldCellRepository(Pool pool) {
        this.pool = pool;
    }

    record OldCells(Instant first, long rows) {}

    record OldDays(long days, long cells) {}

    /** Packed rows of a grain whose buckets begin in the range; empty if there is none. */
    Optional<OldCells> find(Grain grain, UUID tenant, Instant from, Instant to) {
        return pool.preparedQuery("SELECT count(*) AS cells, min(bucket) AS first " + CELLS.formatted(grain.table()))
                .execute(range(tenant, from, to))
                .map(rows -> rows.iterator().next())
                .map(row -> Optional.ofNullable(row.getOffsetDateTime("first"))
                        .map(first -> new OldCells(first.toInstant(), row.getLong("cells"))))
                .await()
                .atMost(TIMEOUT);
    }

    /** In one transaction, which keeps out whoever writes rollups of the tenant: the range should be short. */
    long delete(Grain grain, UUID tenant, Instant from, Instant to) {
        var sql = "DELETE " + CELLS.formatted(grain.table());
        return alone(tenant, sql, range(tenant, from, to), SqlResult::rowCount);
    }

    OldDays countDays(UUID tenant, LocalDate before) {
        return pool.preparedQuery(COUNT_DAYS)
                .execute(Tuple.of(tenant, CUBES, before, Integer.MAX_VALUE))
                .map(rows -> rows.iterator().next())
                .map(row -> new OldDays(row.getLong("days"), row.getLong("cells")))
                .await()
                .atMost(TIMEOUT);
    }

    /** The oldest days with all that belongs to them; their number is 0 when none is left. */
    OldDays deleteDays(UUID tenant, LocalDate before, int atMost) {
        return alone(tenant, DELETE_DAYS, Tuple.of(tenant, CUBES, before, atMost), rows -> {
            var row = rows.iterator().next();
            return new OldDays(row.getLong("days"), row.getLong("cells"));
        });
    }

    private <T> T alone(UUID tenant, String sql, Tuple parameters, Function<RowSet<Row>, T> result) {
        return pool.withTransaction(tx -> lock.take(tx, tenant)
                        .chain(() -> tx.preparedQuery(sql).execute(parameters))
                        .map(result))
                .await()
                .atMost(TIMEOUT);
    }

    private static Tuple range(UUID tenant, Instant from, Instant to) {
        return Tuple.of(tenant, CUBES, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
    }
}
