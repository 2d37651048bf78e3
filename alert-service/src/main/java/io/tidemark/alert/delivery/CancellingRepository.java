package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;

/** Takes deliveries off the queue that are not to be sent any more. */
@ApplicationScoped
class CancellingRepository {

    private static final String CANCEL = """
            WITH unqueued AS (
                     DELETE FROM delivery_due
                      WHERE tenant_id = $1
                        AND id = ANY ($2)
                 )
            UPDATE delivery
               SET status = 'cancelled', next_attempt_at = NULL
             WHERE tenant_id = $1
               AND id = ANY ($2)
               AND status = 'waiting'
            """;

    private final TenantDatabase database;

    CancellingRepository(TenantDatabase database) {
        this.database = database;
    }

    Uni<Void> cancel(UUID tenant, Collection<UUID> deliveries) {
        return database.write(tenant, tx -> tx.preparedQuery(CANCEL)
                .execute(Tuple.of(tenant, deliveries.toArray(UUID[]::new)))
                .replaceWithVoid());
    }
}
