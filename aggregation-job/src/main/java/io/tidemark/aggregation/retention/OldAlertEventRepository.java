package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Events of the alert log from long ago. */
@ApplicationScoped
class OldAlertEventRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Pool pool;
    private final AlertRetentionConfig config;

    OldAlertEventRepository(Pool pool, AlertRetentionConfig config) {
        this.pool = pool;
        this.config = config;
    }

    long count(Instant now) {
        return pool.preparedQuery("SELECT count(*) AS events FROM alert_event WHERE \"time\" < $1")
                .execute(Tuple.of(before(now)))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("events");
    }

    int deleteBatch(Instant now, int size) {
        return pool.preparedQuery("""
                DELETE FROM alert_event
                 WHERE (tenant_id, id) IN (SELECT tenant_id, id
                                             FROM alert_event
                                            WHERE "time" < $1
                                            LIMIT $2)
                """)
                .execute(Tuple.of(before(now), size))
                .map(SqlResult::rowCount)
                .await()
                .atMost(TIMEOUT);
    }

    private OffsetDateTime before(Instant now) {
        return now.minus(config.events()).atOffset(ZoneOffset.UTC);
    }
}
