package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What was done long ago. */
@ApplicationScoped
class OldAuditEventRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Pool pool;
    private final RetentionConfig config;

    OldAuditEventRepository(Pool pool, RetentionConfig config) {
        this.pool = pool;
        this.config = config;
    }

    long count(Instant now) {
        return pool.preparedQuery("SELECT count(*) AS events FROM audit_event WHERE \"time\" < $1")
                .execute(Tuple.of(before(now)))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("events");
    }

    int deleteBatch(Instant now, int size) {
        return pool.preparedQuery("""
                DELETE FROM audit_event
                 WHERE (tenant_id, id) IN (SELECT tenant_id, id
                                             FROM audit_event
                                            WHERE "time" < $1
                                            LIMIT $2)
                """)
                .execute(Tuple.of(before(now), size))
                .map(SqlResult::rowCount)
                .await()
                .atMost(TIMEOUT);
    }

    private OffsetDateTime before(Instant now) {
        return now.minus(config.auditEvents()).atOffset(ZoneOffset.UTC);
    }
}
