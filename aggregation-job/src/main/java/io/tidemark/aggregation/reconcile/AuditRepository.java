package io.tidemark.aggregation.reconcile;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.aggregation.reconcile.DayToAudit.Buckets;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.RecountStatement;
import io.tidemark.rollups.RepairStatement;
import io.tidemark.rollups.roll.DayMaker;
import io.tidemark.rollups.roll.TenantLock;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** Counts one day of one tenant again, and replaces what is stored of it. Holds the tenant's lock meanwhile. */
@ApplicationScoped
class AuditRepository {

    private static final int STATEMENTS = 8;

    private static final String KEPT = """
            SELECT (SELECT greatest(floor, 'epoch') FROM rollup_floor WHERE grain = 'minute') AS minute,
                   hours_kept_from($1) AS hour,
                   (SELECT greatest(floor, 'epoch') FROM rollup_floor WHERE grain = 'day') AS day,
                   EXISTS (SELECT FROM aggregated_day WHERE tenant_id = $1 AND day = $2) AS made,
                   EXISTS (SELECT FROM stale_day WHERE tenant_id = $1 AND day = $2) AS stale
            """;

    private static final String MARK_STALE = """
            INSERT INTO stale_day (tenant_id, day, batch_id)
            SELECT tenant_id, day, 0
              FROM aggregated_day
             WHERE tenant_id = $1
               AND day = $2
               AND bucket >= hours_kept_from($1)
                ON CONFLICT (tenant_id, day, batch_id) DO NOTHING
            """;

    private final Pool pool;
    private final TenantLock lock;
    private final DayMaker days;
    private final Duration timeout;
    private final int shown;

    AuditRepository(Pool pool, ReconcileConfig config) {
        this.pool = pool;
        this.lock = new TenantLock(config.statementTimeout());
        this.days = new DayMaker(pool, config.statementTimeout());
        this.timeout = config.statementTimeout().multipliedBy(STATEMENTS);
        this.shown = config.shown();
    }

    /** What is kept of a day: where each grain begins, whether the day was made of hours, and whether it still holds. */
    private record Kept(Instant minute, Instant hour, Instant day, boolean made, boolean stale) {

        Instant floor(Grain grain) {
            return switch (grain) {
                case MINUTE -> minute;
                case HOUR -> hour;
                case DAY -> day;
            };
        }
    }

    Audit audit(DayToAudit day) {
        return alone(day, (tx, kept) -> compare(tx, day, kept));
    }

    /** Replaces minutes and hours if anything differs; what the day is made of has changed then. */
    Audit repair(DayToAudit day) {
        return alone(day, (tx, kept) -> compare(tx, day, kept)
                .call(audit -> audit.total() == 0 ? Uni.createFrom().voidItem() : replace(tx, day, kept)));
    }

    /** Makes the day again of its hours. */
    void make(DayToAudit day) {
        days.make(day.home(), day.day()).await().atMost(timeout);
    }

    private Audit alone(DayToAudit day, BiFunction<SqlConnection, Kept, Uni<Audit>> work) {
        return pool.withTransaction(tx -> lock.take(tx, day.home().tenant())
                        .chain(() -> kept(tx, day))
                        .chain(kept -> work.apply(tx, kept)))
                .await()
                .atMost(timeout);
    }

    private static Uni<Kept> kept(SqlConnection tx, DayToAudit day) {
        return tx.preparedQuery(KEPT)
                .execute(Tuple.of(day.home().tenant(), day.day()))
                .map(rows -> kept(rows.iterator().next()));
    }

    private static Kept kept(Row row) {
        return new Kept(
                instant(row, "minute"),
                instant(row, "hour"),
                instant(row, "day"),
                row.getBoolean("made"),
                row.getBoolean("stale"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** A day that is not made, or not made again yet, is answered from hours and needs no proof. */
    private Uni<Audit> compare(SqlConnection tx, DayToAudit day, Kept kept) {
        return Multi.createFrom()
                .items(Grain.values())
                .filter(grain -> grain != Grain.DAY || (kept.made() && !kept.stale()))
                .onItem()
                .transformToUniAndConcatenate(grain -> day.buckets(grain, kept.floor(grain))
                        .map(buckets -> compare(tx, day, grain, buckets))
                        .orElseGet(() -> Uni.createFrom().item(new Audit(0, List.of(), kept.made()))))
                .collect()
                .asList()
                .map(audits -> sum(audits, kept.made()));
    }

    private static Audit sum(List<Audit> audits, boolean made) {
        var total = audits.stream().mapToLong(Audit::total).sum();
        var differences =
                audits.stream().flatMap(audit -> audit.shown().stream()).toList();
        return new Audit(total, differences, made);
    }

    private Uni<Audit> compare(SqlConnection tx, DayToAudit day, Grain grain, Buckets buckets) {
        var parameters = Tuple.of(
                day.home().tenant(),
                utc(buckets.from()),
                utc(buckets.to()),
                interval(buckets.width()),
                utc(buckets.origin()),
                shown);
        return tx.preparedQuery(RecountStatement.of(grain)).execute(parameters).map(rows -> audit(grain, rows));
    }

    private static Audit audit(Grain grain, RowSet<Row> rows) {
        var total = 0L;
        var differences = new ArrayList<Difference>();
        for (var row : rows) {
            total = row.getLong("total");
            differences.add(new Difference(
                    grain,
                    instant(row, "bucket"),
                    cube(row.getInteger("cube")),
                    new JsonObject(row.getString("cell")),
                    row.getString("measure"),
                    row.getString("stored"),
                    row.getString("counted")));
        }
        return new Audit(total, differences, false);
    }

    private static String cube(int id) {
        return Arrays.stream(Cube.values())
                .filter(cube -> cube.id() == id)
                .map(Cube::name)
                .findFirst()
                .orElse(Integer.toString(id));
    }

    private static Uni<Void> replace(SqlConnection tx, DayToAudit day, Kept kept) {
        return delete(tx, day, Grain.MINUTE, kept)
                .chain(() -> delete(tx, day, Grain.HOUR, kept))
                .chain(() -> roll(tx, day, kept))
                .chain(() ->
                        tx.preparedQuery(MARK_STALE).execute(Tuple.of(day.home().tenant(), day.day())))
                .replaceWithVoid();
    }

    private static String delete(Grain grain) {
        return """
                DELETE FROM %s
                 WHERE tenant_id = $1
                   AND bucket >= $2
                   AND bucket < $3
                """.formatted(grain.table());
    }

    private static Uni<Void> delete(SqlConnection tx, DayToAudit day, Grain grain, Kept kept) {
        return day.buckets(grain, kept.floor(grain))
                .map(buckets -> tx.preparedQuery(delete(grain))
                        .execute(Tuple.of(day.home().tenant(), utc(buckets.from()), utc(buckets.to())))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** A statement of its own, after the lock: what does not wait in its snapshot is what the rollups counted. */
    private static Uni<Void> roll(SqlConnection tx, DayToAudit day, Kept kept) {
        var grid = day.home().grid();
        var parameters = Tuple.tuple()
                .addValue(day.home().tenant())
                .addValue(new OffsetDateTime[] {utc(day.start()), utc(day.end())})
                .addValue(utc(day.start()).toLocalDate())
                .addValue(utc(day.end()).toLocalDate())
                .addValue(interval(grid.width()))
                .addValue(utc(grid.origin()))
                .addValue(utc(floor(day, Grain.MINUTE, kept)))
                .addValue(utc(floor(day, Grain.HOUR, kept)));
        return tx.preparedQuery(RepairStatement.SQL).execute(parameters).replaceWithVoid();
    }

    /** From here on buckets were deleted. */
    private static Instant floor(DayToAudit day, Grain grain, Kept kept) {
        return day.buckets(grain, kept.floor(grain)).map(Buckets::from).orElse(day.end());
    }

    private static Interval interval(Duration width) {
        return Interval.of().seconds(Math.toIntExact(width.toSeconds()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
