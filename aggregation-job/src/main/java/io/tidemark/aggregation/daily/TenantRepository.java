package io.tidemark.aggregation.daily;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Tenants that are not deleted. */
@ApplicationScoped
class TenantRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String LIST_LIVE = """
            SELECT id, slug, time_zone
              FROM tenant
             WHERE deleted_at IS NULL
             ORDER BY slug
            """;

    private final Pool pool;

    TenantRepository(Pool pool) {
        this.pool = pool;
    }

    List<TenantRow> listLive() {
        return pool
                .query(LIST_LIVE)
                .mapping(row -> new TenantRow(row.getUUID("id"), row.getString("slug"), row.getString("time_zone")))
                .execute()
                .await()
                .atMost(TIMEOUT)
                .stream()
                .toList();
    }
}
