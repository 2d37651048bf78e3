package io.tidemark.aggregation.purge;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Finds and removes deleted tenants. */
@ApplicationScoped
class PurgeRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final String LIST_DELETED = """
            SELECT id, (extract(epoch FROM clock_timestamp() - deleted_at) * 1000)::bigint AS age_ms
              FROM tenant
             WHERE deleted_at IS NOT NULL
             ORDER BY deleted_at, id
            """;

    private static final String DELETE_TENANT = """
            DELETE FROM tenant
             WHERE id = $1
               AND deleted_at IS NOT NULL
            """;

    private final Pool pool;

    PurgeRepository(Pool pool) {
        this.pool = pool;
    }

    /** The longest deleted first. */
    List<DeletedTenant> listDeleted() {
        return pool
                .query(LIST_DELETED)
                .mapping(row -> new DeletedTenant(row.getUUID("id"), Duration.ofMillis(row.getLong("age_ms"))))
                .execute()
                .await()
                .atMost(TIMEOUT)
                .stream()
                .toList();
    }

    /** Each batch is a short transaction of its own; returns 0 when the table has no row of the tenant left. */
    int deleteBatch(TenantTable table, UUID tenant, int size) {
        return pool.preparedQuery(table.deleteBatch())
                .execute(Tuple.of(tenant, size))
                .map(SqlResult::rowCount)
                .await()
                .atMost(TIMEOUT);
    }

    void deleteTenant(UUID tenant) {
        pool.preparedQuery(DELETE_TENANT).execute(Tuple.of(tenant)).await().atMost(TIMEOUT);
    }
}
