package io.tidemark.aggregation.retention;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Tenants whose data goes by age; that of deleted ones is purged. */
@ApplicationScoped
class KeptTenantRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String LIST = """
            SELECT id, tier, time_zone
              FROM tenant
             WHERE deleted_at IS NULL
             ORDER BY slug
            """;

    private final Pool pool;

    KeptTenantRepository(Pool pool) {
        this.pool = pool;
    }

    List<KeptTenant> list() {
        return pool
                .query(LIST)
                .mapping(row -> new KeptTenant(row.getUUID("id"), row.getString("tier"), row.getString("time_zone")))
                .execute()
                .await()
                .atMost(TIMEOUT)
                .stream()
                .toList();
    }
}
