package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.MergeStatement;
import io.tidemark.rollups.OldDayStatement;
import io.tidemark.rollups.RollStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The statements of one roll transaction, in their order. */
final class RollRepository {

    /** Bounds the lists of ids where every event came in a batch of its own. */
    private static final int MOST_BATCHES = 10_000;

    /**
     * The oldest batches, up to the first with which they have as many events as asked for. Read here, the floors are
     * never higher than when the rows are written; a partition that was dropped meanwhile fails the transaction.
     */
    private static final String TAKE = """
              WITH oldest AS MATERIALIZED (
                       SELECT batch_id, events
                         FROM ingest_batch
                        WHERE tenant_id = $1
                        ORDER BY batch_id
                        LIMIT $3
                   ),
                   waiting AS MATERIALIZED (
                       SELECT batch_id, sum(events) OVER (ORDER BY batch_id) - events AS before
                         FROM oldest
                   ),
                   taken AS (
                       DELETE FROM ingest_batch AS b
                        USING waiting AS w
                        WHERE b.tenant_id = $1
                          AND b.batch_id = w.batch_id
                          AND w.before < $2
                       RETURNING b.batch_id, b.min_time, b.max_time
                   )
            SELECT array_agg(batch_id ORDER BY batch_id) AS batches,
                   min(min_time) AS first,
                   max(max_time) AS last,
                   count(*) < (SELECT count(*) FROM waiting)
                       OR (SELECT count(*) FROM waiting) = $3 AS more,
                   (SELECT greatest(floor, 'epoch') FROM rollup_floor WHERE grain = 'minute') AS minute_floor,
                   hours_kept_from($1) AS hour_floor,
                   (SELECT greatest(floor, 'epoch') FROM rollup_floor WHERE grain = 'day') AS day_floor
              FROM taken
            """;

    private static final Map<Grain, String> MERGE = Map.of(
            Grain.MINUTE, MergeStatement.of(Grain.MINUTE),
            Grain.HOUR, MergeStatement.of(Grain.HOUR));

    private static final String MARK_STALE = """
            INSERT INTO stale_day (tenant_id, day, batch_id)
            SELECT tenant_id, day, $3
              FROM aggregated_day
             WHERE tenant_id = $1
               AND day = ANY ($2::date[])
                ON CONFLICT (tenant_id, day, batch_id) DO NOTHING
            """;

    record Rolled(long events, long cells, List<Instant> hours) {}

    /** Takes the oldest batches out of the queue; empty if none waits. */
    Uni<Optional<Waiting>> take(SqlConnection tx, Home home, int events) {
        return tx.preparedQuery(TAKE)
                .execute(Tuple.of(home.tenant(), (long) events, MOST_BATCHES))
                .map(rows -> waiting(rows.iterator().next()));
    }

    /** Must come after {@link #take}, as a statement of its own: it then sees every event of the batches. */
    Uni<Rolled> roll(SqlConnection tx, Home home, Waiting waiting) {
        var grid = home.grid();
        var parameters = Tuple.tuple()
                .addValue(home.tenant())
                .addValue(waiting.batches().toArray(Long[]::new))
                .addValue(waiting.firstUtcDay())
                .addValue(waiting.lastUtcDay())
                .addValue(interval(grid.width()))
                .addValue(utc(grid.origin()))
                .addValue(utc(waiting.floors().minute()))
                .addValue(utc(waiting.floors().hour()));
        return tx.preparedQuery(RollStatement.SQL)
                .execute(parameters)
                .map(rows -> rolled(rows.iterator().next()));
    }

    /** Adds the events to days that cannot be made of hours. */
    Uni<Void> addToDays(SqlConnection tx, Home home, Waiting waiting, OldDays old) {
        var parameters = Tuple.tuple()
                .addValue(home.tenant())
                .addValue(waiting.batches().toArray(Long[]::new))
                .addValue(waiting.firstUtcDay())
                .addValue(waiting.lastUtcDay())
                .addValue(old.starts().stream().map(RollRepository::utc).toArray(OffsetDateTime[]::new))
                .addValue(old.ends().stream().map(RollRepository::utc).toArray(OffsetDateTime[]::new))
                .addValue(old.days().toArray(LocalDate[]::new));
        return tx.preparedQuery(OldDayStatement.SQL).execute(parameters).replaceWithVoid();
    }

    /** Marks those of the days that are aggregated. */
    Uni<Void> markStale(SqlConnection tx, Home home, List<LocalDate> days, long batch) {
        return tx.preparedQuery(MARK_STALE)
                .execute(Tuple.of(home.tenant(), days.toArray(LocalDate[]::new), batch))
                .replaceWithVoid();
    }

    /** Merges packed rows of a grain whose buckets begin in the span; those of buckets before {@code over} to one. */
    Uni<Void> merge(SqlConnection tx, Home home, Grain grain, Span span, Instant over) {
        return tx.preparedQuery(MERGE.get(grain))
                .execute(Tuple.of(home.tenant(), utc(span.from()), utc(span.to()), utc(over)))
                .replaceWithVoid();
    }

    private static Optional<Waiting> waiting(Row row) {
        var batches = row.getArrayOfLongs("batches");
        return batches == null
                ? Optional.empty()
                : Optional.of(new Waiting(
                        List.of(batches),
                        instant(row, "first"),
                        instant(row, "last"),
                        new Waiting.Floors(
                                instant(row, "minute_floor"), instant(row, "hour_floor"), instant(row, "day_floor")),
                        row.getBoolean("more")));
    }

    private static Rolled rolled(Row row) {
        var hours = row.getArrayOfOffsetDateTimes("hours");
        return new Rolled(
                row.getLong("events"),
                row.getLong("cells"),
                hours == null
                        ? List.of()
                        : Stream.of(hours).map(OffsetDateTime::toInstant).toList());
    }

    private static Interval interval(Duration width) {
        return Interval.of().seconds(Math.toIntExact(width.toSeconds()));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
