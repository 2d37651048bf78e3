package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What happened long ago, of the logs that are kept for a while. */
@ApplicationScoped
class OldLogRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Pool pool;
    private final RetentionConfig config;
    private final AlertRetentionConfig alerts;

    OldLogRepository(Pool pool, RetentionConfig config, AlertRetentionConfig alerts) {
        this.pool = pool;
        this.config = config;
        this.alerts = alerts;
    }

    long count(EventLog log, Instant now) {
        return pool.preparedQuery("SELECT count(*) AS events FROM %s WHERE \"time\" < $1".formatted(log.table()))
                .execute(Tuple.of(before(log, now)))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("events");
    }

    int deleteBatch(EventLog log, Instant now, int size) {
        return pool.preparedQuery("""
                DELETE FROM %1$s
                 WHERE (tenant_id, id) IN (SELECT tenant_id, id
                                             FROM %1$s
                                            WHERE "time" < $1
                                            LIMIT $2)
                """.formatted(log.table()))
                .execute(Tuple.of(before(log, now), size))
                .map(SqlResult::rowCount)
                .await()
                .atMost(TIMEOUT);
    }

    private OffsetDateTime before(EventLog log, Instant now) {
        var kept =
                switch (log) {
                    case ALERTS -> alerts.events();
                    case AUDIT -> config.auditEvents();
                };
        return now.minus(kept).atOffset(ZoneOffset.UTC);
    }
}
