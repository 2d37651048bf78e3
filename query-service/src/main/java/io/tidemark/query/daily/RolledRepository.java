package io.tidemark.query.daily;

import io.smallrye.mutiny.Uni;
import io.tidemark.query.range.DateRange;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds out which days can be read as days, and which events must be added. */
final class RolledRepository {

    /** A day that the zone skipped is complete and has nothing: its start is that of the next one. */
    private static final String FIND = """
            SELECT ARRAY(SELECT d.day
                           FROM aggregated_day AS d
                          WHERE d.tenant_id = $1
                            AND d.day BETWEEN $2 AND $3
                            AND d.bucket IS NOT NULL
                            AND NOT EXISTS (SELECT
                                              FROM stale_day AS s
                                             WHERE s.tenant_id = d.tenant_id
                                               AND s.day = d.day)) AS days,
                   ARRAY(SELECT batch_id
                           FROM ingest_batch
                          WHERE tenant_id = $1
                            AND max_time >= $4
                            AND min_time < $5) AS waiting,
                   hours_kept_from($1) AS hours_from
            """;

    private RolledRepository() {}

    /**
     * Finds what is rolled up of a range of days.
     *
     * @param start where the first of them starts
     * @param end where the last of them ends
     */
    static Uni<Rolled> find(SqlConnection tx, UUID tenant, DateRange range, Instant start, Instant end) {
        return tx.preparedQuery(FIND)
                .execute(Tuple.of(
                        tenant, range.from(), range.to(), start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC)))
                .map(rows -> rolled(rows.iterator().next()));
    }

    private static Rolled rolled(Row row) {
        return new Rolled(
                Set.of(row.getArrayOfLocalDates("days")),
                row.getOffsetDateTime("hours_from").toInstant(),
                List.of(row.getArrayOfLongs("waiting")));
    }
}
