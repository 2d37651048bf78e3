package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.identifier.AscendingId;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queues deliveries once more, with the same ids and bodies; their schedules begin anew. */
@ApplicationScoped
class ReplayRepository {

    private static final String REPLAY = """
            WITH again AS (
                     UPDATE delivery
                        SET status = 'waiting', tries = 0, next_attempt_at = now()
                      WHERE tenant_id = $1
                        AND webhook_id = $2
                        AND id = $3
                     RETURNING id, webhook_id
                 )
            INSERT INTO delivery_due (tenant_id, id, webhook_id, due_at)
            SELECT $1, id, webhook_id, now()
              FROM again
                ON CONFLICT (tenant_id, id) DO UPDATE
               SET due_at = now()
             WHERE delivery_due.lease IS NULL
            """;

    // Those that wait are on their way already.
    private static final String REPLAY_RANGE = """
            WITH again AS (
                     UPDATE delivery
                        SET status = 'waiting', tries = 0, next_attempt_at = now()
                      WHERE tenant_id = $1
                        AND id IN (SELECT d.id
                                     FROM delivery d
                                    WHERE d.tenant_id = $1
                                      AND d.webhook_id = $2
                                      AND d.id >= $3
                                      AND d.id < $4
                                      AND d.status <> 'waiting'
                                      AND ($5::text IS NULL OR d.status = $5)
                                    ORDER BY d.id
                                    LIMIT $6)
                     RETURNING id, webhook_id
                 )
            INSERT INTO delivery_due (tenant_id, id, webhook_id, due_at)
            SELECT $1, id, webhook_id, now()
              FROM again
                ON CONFLICT (tenant_id, id) DO NOTHING
            """;

    private final TenantDatabase database;

    ReplayRepository(TenantDatabase database) {
        this.database = database;
    }

    /** Queues one, now. */
    Uni<Void> replay(UUID tenant, UUID webhook, UUID delivery) {
        return database.write(tenant, tx -> tx.preparedQuery(REPLAY)
                .execute(Tuple.of(tenant, webhook, delivery))
                .replaceWithVoid());
    }

    /** Queues those created within a range, the oldest first, so many at most, and says how many. */
    Uni<Integer> replay(
            UUID tenant, UUID webhook, Instant from, Instant to, @Nullable DeliveryStatus status, int atMost) {
        var parameters = Tuple.of(
                tenant,
                webhook,
                AscendingId.floor(from),
                AscendingId.floor(to),
                status == null ? null : status.code(),
                atMost);
        return database.write(
                tenant, tx -> tx.preparedQuery(REPLAY_RANGE).execute(parameters).map(rows -> rows.rowCount()));
    }
}
