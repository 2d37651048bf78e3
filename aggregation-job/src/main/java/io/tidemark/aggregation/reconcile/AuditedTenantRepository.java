package io.tidemark.aggregation.reconcile;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Live tenants. */
@ApplicationScoped
class AuditedTenantRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String LIST = """
            SELECT id, slug, tier, time_zone
              FROM tenant
             WHERE deleted_at IS NULL
               AND ($1::text IS NULL OR slug = $1 OR id::text = $1)
             ORDER BY slug
            """;

    private final Pool pool;

    AuditedTenantRepository(Pool pool) {
        this.pool = pool;
    }

    /** All tenants, or the one of the given id or slug. */
    List<AuditedTenant> list(@Nullable String tenant) {
        return pool
                .preparedQuery(LIST)
                .mapping(row -> new AuditedTenant(
                        row.getUUID("id"), row.getString("slug"), row.getString("tier"), row.getString("time_zone")))
                .execute(Tuple.of(tenant))
                .await()
                .atMost(TIMEOUT)
                .stream()
                .toList();
    }

    /** By the clock of the database. */
    Instant now() {
        var rows = pool.query("SELECT now() AS now").execute().await().atMost(TIMEOUT);
        return rows.iterator().next().getOffsetDateTime("now").toInstant();
    }
}
