package io.tidemark.platform.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** Reads one tenant at a time; deleted ones are absent. */
@ApplicationScoped
class TenantRepository {

    private static final String FIND = """
            SELECT id, slug, name, tier, time_zone
              FROM tenant
             WHERE id = $1
               AND deleted_at IS NULL
            """;

    private final TenantDatabase database;

    TenantRepository(TenantDatabase database) {
        this.database = database;
    }

    Uni<Optional<Tenant>> find(UUID id) {
        return database.read(id, tx -> tx.preparedQuery(FIND)
                .mapping(TenantRepository::toTenant)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst()));
    }

    private static Tenant toTenant(Row row) {
        return new Tenant(
                row.getUUID("id"),
                row.getString("slug"),
                row.getString("name"),
                Tier.of(row.getString("tier")),
                ZoneId.of(row.getString("time_zone")));
    }
}
