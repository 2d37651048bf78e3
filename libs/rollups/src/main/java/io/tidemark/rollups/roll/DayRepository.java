package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Cube;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The statements that make one day, in their order. */
final class DayRepository {

    private static final String HOUR_FLOOR = """
            SELECT greatest(floor, 'epoch') AS floor
              FROM rollup_floor
             WHERE grain = 'hour'
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

    record Counted(long events, long cells) {

        Counted plus(Counted other) {
            return new Counted(events + other.events, cells + other.cells);
        }
    }

    private final CellRepository cells = new CellRepository();

    Uni<Instant> hourFloor(SqlConnection tx) {
        return tx.query(HOUR_FLOOR)
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("floor").toInstant());
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

    Uni<Counted> insert(SqlConnection tx, Home home, LocalDate day) {
        return cells.addDay(
                tx, home, home.calendar().startOf(day), home.calendar().endOf(day));
    }

    Uni<Void> finish(SqlConnection tx, Home home, LocalDate day) {
        return tx.preparedQuery(FINISH)
                .execute(Tuple.of(home.tenant(), day, bucket(home, day)))
                .replaceWithVoid();
    }

    private static @Nullable OffsetDateTime bucket(Home home, LocalDate day) {
        return home.isSkipped(day) ? null : utc(home.calendar().startOf(day));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
