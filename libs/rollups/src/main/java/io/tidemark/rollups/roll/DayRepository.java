package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that make one day, in their order. */
final class DayRepository {

    private static final String HOUR_FLOOR = """
            SELECT hours_kept_from($1) AS floor
            """;

    /** How far the last release went, and the first hour that is left. Cube 1 counts all events. */
    private static final String FIND_RELEASED = """
            SELECT (SELECT floor FROM hour_floor WHERE tenant_id = $1) AS floor,
                   (SELECT min(bucket)
                      FROM rollup_hour
                     WHERE tenant_id = $1
                       AND cube = 1) AS first
            """;

    private static final String LIST_DUE = """
            SELECT past.day
              FROM unnest($2::date[]) AS past (day)
             WHERE NOT EXISTS (SELECT FROM aggregated_day AS a
                                WHERE a.tenant_id = $1
                                  AND a.day = past.day)
                OR EXISTS (SELECT FROM stale_day AS s
                            WHERE s.tenant_id = $1
                              AND s.day = past.day)
             ORDER BY past.day
            """;

    private static final String RAISE_FLOOR = """
            INSERT INTO hour_floor AS f (tenant_id, floor)
            VALUES ($1, $2)
                ON CONFLICT (tenant_id) DO UPDATE
               SET floor = greatest(f.floor, excluded.floor)
            """;

    private static final String CLEAR_MARKS = """
            DELETE FROM stale_day
             WHERE tenant_id = $1
               AND day = $2
            """;

    private static final String DELETE = """
            DELETE FROM rollup_day
             WHERE tenant_id = $1
               AND cube = ANY ($2::smallint[])
               AND bucket = $3
            """;

    private static final Short[] CUBES =
            Arrays.stream(Cube.values()).map(cube -> (short) cube.id()).toArray(Short[]::new);

    private static final String FINISH = """
            INSERT INTO aggregated_day (tenant_id, day, bucket)
            VALUES ($1, $2, $3)
                ON CONFLICT (tenant_id, day) DO UPDATE
               SET bucket = excluded.bucket,
                   aggregated_at = now()
            """;

    private final CellRepository cells = new CellRepository();
    private final DayCellRepository dayCells = new DayCellRepository();

    Uni<Instant> hourFloor(SqlConnection tx, UUID tenant) {
        return tx.preparedQuery(HOUR_FLOOR)
                .execute(Tuple.of(tenant))
                .map(rows -> rows.iterator().next().getOffsetDateTime("floor").toInstant());
    }

    Uni<ReleasedHours> findReleased(SqlConnection tx, Home home) {
        return tx.preparedQuery(FIND_RELEASED)
                .execute(Tuple.of(home.tenant()))
                .map(rows -> rows.iterator().next())
                .map(row -> new ReleasedHours(instant(row, "floor"), instant(row, "first")));
    }

    /** Those that are missing or stale. */
    Uni<List<LocalDate>> listDue(SqlConnection tx, Home home, List<LocalDate> days) {
        return tx.preparedQuery(LIST_DUE)
                .mapping(row -> row.getLocalDate("day"))
                .execute(Tuple.of(home.tenant(), days.toArray(LocalDate[]::new)))
                .map(rows -> rows.stream().toList());
    }

    Uni<Void> raiseFloor(SqlConnection tx, Home home, Instant floor) {
        return tx.preparedQuery(RAISE_FLOOR)
                .execute(Tuple.of(home.tenant(), utc(floor)))
                .replaceWithVoid();
    }

    /** Of days that begin before the instant; answers whether there was anything to merge. */
    Uni<Boolean> merge(SqlConnection tx, Home home, Instant before) {
        return cells.merge(tx, home, Grain.DAY, new Span(Instant.EPOCH, before), before);
    }

    Uni<Integer> clearMarks(SqlConnection tx, Home home, LocalDate day) {
        return tx.preparedQuery(CLEAR_MARKS)
                .execute(Tuple.of(home.tenant(), day))
                .map(rows -> rows.rowCount());
    }

    Uni<Void> delete(SqlConnection tx, Home home, LocalDate day) {
        return tx.preparedQuery(DELETE)
                .execute(Tuple.of(home.tenant(), CUBES, utc(home.calendar().startOf(day))))
                .replaceWithVoid();
    }

    Uni<DayCellRepository.Counted> insert(SqlConnection tx, Home home, LocalDate day) {
        return dayCells.add(
                tx, home, new Span(home.calendar().startOf(day), home.calendar().endOf(day)));
    }

    Uni<Void> finish(SqlConnection tx, Home home, LocalDate day) {
        return tx.preparedQuery(FINISH)
                .execute(Tuple.of(home.tenant(), day, bucket(home, day)))
                .replaceWithVoid();
    }

    private static @Nullable OffsetDateTime bucket(Home home, LocalDate day) {
        return home.isSkipped(day) ? null : utc(home.calendar().startOf(day));
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
