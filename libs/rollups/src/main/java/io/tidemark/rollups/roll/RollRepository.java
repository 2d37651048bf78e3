package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Facts;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.cell.CellBlock;
import io.tidemark.rollups.cell.EventReader;
import io.tidemark.rollups.cell.Rows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements of one roll transaction, in their order. */
final class RollRepository {

    /** Bounds the lists of ids where every event came in a batch of its own. */
    private static final int MOST_BATCHES = 10_000;

    /** Fetched at a time. */
    private static final int EVENTS = 250;

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
                       RETURNING b.batch_id, b.events, b.min_time, b.max_time
                   )
            SELECT array_agg(batch_id ORDER BY batch_id) AS batches,
                   sum(events)::int AS events,
                   min(min_time) AS first,
                   max(max_time) AS last,
                   count(*) < (SELECT count(*) FROM waiting)
                       OR (SELECT count(*) FROM waiting) = $3 AS more,
                   (SELECT greatest(floor, 'epoch') FROM rollup_floor WHERE grain = 'minute') AS minute_floor,
                   hours_kept_from($1) AS hour_floor,
                   (SELECT greatest(floor, 'epoch') FROM rollup_floor WHERE grain = 'day') AS day_floor
              FROM taken
            """;

    private static final String MARK_STALE = """
            INSERT INTO stale_day (tenant_id, day, batch_id)
            SELECT tenant_id, day, $3
              FROM aggregated_day
             WHERE tenant_id = $1
               AND day = ANY ($2::date[])
                ON CONFLICT (tenant_id, day, batch_id) DO NOTHING
            """;

    private static final String COMPLETE = """
            INSERT INTO aggregated_day (tenant_id, day, bucket)
            SELECT $1, day, bucket
              FROM unnest($2::date[], $3::timestamptz[]) AS d (day, bucket)
                ON CONFLICT (tenant_id, day) DO NOTHING
            """;

    private final CellRepository cells = new CellRepository();

    record Rolled(CellBlock events, long cells, List<Instant> hours) {}

    /** Takes the oldest batches out of the queue; empty if none waits. */
    Uni<Optional<Waiting>> take(SqlConnection tx, Home home, int events) {
        return tx.preparedQuery(TAKE)
                .execute(Tuple.of(home.tenant(), (long) events, MOST_BATCHES))
                .map(rows -> waiting(rows.iterator().next()));
    }

    /** Must come after {@link #take}, as a statement of its own: it then sees every event of the batches. */
    Uni<Rolled> roll(SqlConnection tx, Home home, Waiting waiting) {
        var minutes = Buckets.minutes(waiting.floors().minute());
        var hours = Buckets.hours(home.grid(), waiting.floors().hour());
        return events(tx, home, waiting).flatMap(events -> cells.add(tx, home, Grain.MINUTE, events, minutes)
                .flatMap(inMinutes -> cells.add(tx, home, Grain.HOUR, events, hours)
                        .map(inHours -> new Rolled(events, inMinutes + inHours, Buckets.of(events, hours)))));
    }

    private static Uni<CellBlock> events(SqlConnection tx, Home home, Waiting waiting) {
        var parameters = Tuple.of(
                home.tenant(), waiting.batches().toArray(Long[]::new), waiting.firstUtcDay(), waiting.lastUtcDay());
        return Rows.each(tx, Facts.OF_BATCHES, parameters, EVENTS, new EventReader(waiting.events()), EventReader::add)
                .map(EventReader::cells);
    }

    /** Adds the events to days that cannot be made of hours. */
    Uni<Void> addToDays(SqlConnection tx, Home home, CellBlock events, OldDays old) {
        var days = old.buckets();
        var touched = Set.copyOf(Buckets.of(events, days));
        var complete = old.days().stream()
                .filter(day -> !home.isSkipped(day))
                .filter(day -> touched.contains(home.calendar().startOf(day)))
                .toList();
        return cells.add(tx, home, Grain.DAY, events, days)
                .chain(() -> tx.preparedQuery(COMPLETE)
                        .execute(Tuple.of(
                                home.tenant(),
                                complete.toArray(LocalDate[]::new),
                                complete.stream()
                                        .map(day -> utc(home.calendar().startOf(day)))
                                        .toArray(OffsetDateTime[]::new))))
                .replaceWithVoid();
    }

    /** Marks those of the days that are aggregated. */
    Uni<Void> markStale(SqlConnection tx, Home home, List<LocalDate> days, long batch) {
        return tx.preparedQuery(MARK_STALE)
                .execute(Tuple.of(home.tenant(), days.toArray(LocalDate[]::new), batch))
                .replaceWithVoid();
    }

    /**
     * Merges packed rows of a grain whose buckets begin in the span; those of buckets before {@code over} to one. Answers
     * whether there were any.
     */
    Uni<Boolean> merge(SqlConnection tx, Home home, Grain grain, Span span, Instant over) {
        return cells.merge(tx, home, grain, span, over);
    }

    private static Optional<Waiting> waiting(Row row) {
        var batches = row.getArrayOfLongs("batches");
        return batches == null
                ? Optional.empty()
                : Optional.of(new Waiting(
                        List.of(batches),
                        row.getInteger("events"),
                        instant(row, "first"),
                        instant(row, "last"),
                        new Waiting.Floors(
                                instant(row, "minute_floor"), instant(row, "hour_floor"), instant(row, "day_floor")),
                        row.getBoolean("more")));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
