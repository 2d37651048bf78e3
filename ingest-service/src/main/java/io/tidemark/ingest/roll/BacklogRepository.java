package io.tidemark.ingest.roll;

import io.quarkus.logging.Log;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.roll.Home;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;

/** Looks at the queue of batches. */
@ApplicationScoped
class BacklogRepository {

    /** From tenant to tenant by the primary key, however many batches each has. */
    private static final String FIND_WAITING = """
              WITH RECURSIVE waiting AS (
                       (SELECT tenant_id, stored_at
                          FROM ingest_batch
                         ORDER BY tenant_id, batch_id
                         LIMIT 1)
                       UNION ALL
                       SELECT next.tenant_id, next.stored_at
                         FROM waiting AS w
                        CROSS JOIN LATERAL (SELECT b.tenant_id, b.stored_at
                                              FROM ingest_batch AS b
                                             WHERE b.tenant_id > w.tenant_id
                                             ORDER BY b.tenant_id, b.batch_id
                                             LIMIT 1) AS next
                   )
            SELECT t.id,
                   t.time_zone,
                   greatest(extract(epoch FROM clock_timestamp() - w.stored_at) * 1000, 0)::bigint AS age_ms
              FROM waiting AS w
              JOIN tenant AS t
                ON t.id = w.tenant_id
               AND t.deleted_at IS NULL
             ORDER BY w.stored_at
            """;

    /** Citus refuses to go from tenant to tenant, but has every node look at its own, though at all that waits there. */
    private static final String FIND_WAITING_ON_CITUS = """
            SELECT w.id,
                   w.time_zone,
                   greatest(extract(epoch FROM clock_timestamp() - w.stored_at) * 1000, 0)::bigint AS age_ms
              FROM (SELECT b.tenant_id AS id, t.time_zone, min(b.stored_at) AS stored_at
                      FROM ingest_batch AS b
                      JOIN tenant AS t
                        ON t.id = b.tenant_id
                       AND t.deleted_at IS NULL
                     GROUP BY b.tenant_id, t.time_zone) AS w
             ORDER BY w.stored_at
            """;

    /** Its catalogue of distributed tables is there. */
    private static final String IS_CITUS = """
            SELECT to_regclass('pg_dist_partition') IS NOT NULL AS citus
            """;

    private final Pool pool;

    BacklogRepository(@ReactiveDataSource("roll") Pool pool) {
        this.pool = pool;
    }

    Uni<Backlog> find() {
        return pool.preparedQuery(IS_CITUS)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("citus") ? FIND_WAITING_ON_CITUS : FIND_WAITING)
                .flatMap(find -> pool.preparedQuery(find).execute())
                .map(BacklogRepository::backlog);
    }

    private static Backlog backlog(RowSet<Row> rows) {
        var homes = new ArrayList<Home>();
        var age = Duration.ZERO;
        for (var row : rows) {
            var waits = Duration.ofMillis(row.getLong("age_ms"));
            age = waits.compareTo(age) > 0 ? waits : age;
            try {
                homes.add(new Home(row.getUUID("id"), ZoneId.of(row.getString("time_zone"))));
            } catch (DateTimeException e) {
                Log.warnf("Events of tenant %s are not rolled up: %s", row.getUUID("id"), e.getMessage());
            }
        }
        return new Backlog(homes, age);
    }
}
