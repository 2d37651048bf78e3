package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.HomeCalendar;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Reads what there is to read. */
final class InventoryRepository {

    /** For the range and the home days that its ends are in: no range is widened further. */
    Uni<Inventory> find(SqlConnection tx, Scope scope, Range range) {
        var calendar = new HomeCalendar(scope.homeZone());
        var first = calendar.dayOf(range.from());
        var last = calendar.dayOf(range.to());
        // Packed rows hold more than PostgreSQL expects, so it would rather sort than hash them.
        return tx.preparedQuery("""
                SELECT set_config('enable_sort', 'off', true),
                       set_config('work_mem', '64MB', true),
                       (SELECT greatest(floor, $2) FROM rollup_floor WHERE grain = 'minute') AS minute,
                       greatest(hours_kept_from($1), $3) AS hour,
                       (SELECT greatest(floor, $4) FROM rollup_floor WHERE grain = 'day') AS day,
                       hours_kept_from($1) AS hours_from,
                       (SELECT array_agg(a.day)
                          FROM aggregated_day AS a
                         WHERE a.tenant_id = $1
                           AND a.day BETWEEN $5 AND $6
                           AND NOT EXISTS (SELECT FROM stale_day AS s
                                            WHERE s.tenant_id = $1
                                              AND s.day = a.day)) AS clean_days,
                       w.*
                  FROM (SELECT array_agg(batch_id) AS batches, sum(events)::bigint AS events,
                               min(min_time) AS min_time, max(max_time) AS max_time
                          FROM ingest_batch
                         WHERE tenant_id = $1
                           AND max_time >= $7
                           AND min_time < $8) AS w""")
                .execute(Tuple.from(List.of(
                        scope.tenant(),
                        utc(scope.floors().minute()),
                        utc(scope.floors().hour()),
                        utc(scope.floors().day()),
                        first,
                        last,
                        utc(calendar.startOf(first)),
                        utc(calendar.endOf(last)))))
                .map(rows -> inventory(rows.iterator().next(), scope));
    }

    private static Inventory inventory(Row row, Scope scope) {
        var floors = new RetentionFloors(
                scope.floors().raw(), instant(row, "minute"), instant(row, "hour"), instant(row, "day"));
        var days = row.getArrayOfLocalDates("clean_days");
        return new Inventory(
                floors, days == null ? Set.<LocalDate>of() : Set.of(days), instant(row, "hours_from"), waiting(row));
    }

    private static Waiting waiting(Row row) {
        var batches = row.getArrayOfLongs("batches");
        return batches == null
                ? Waiting.NONE
                : new Waiting(
                        List.of(batches), row.getLong("events"), instant(row, "min_time"), instant(row, "max_time"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
