package io.tidemark.query.tenant;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes tenants, across all of them: only platform administrators come here. Deleted ones are absent. */
@ApplicationScoped
class TenantRepository {

    private static final String LIST = """
            SELECT id, slug, name, tier, time_zone, created_at, updated_at, version
              FROM tenant
             WHERE deleted_at IS NULL
               AND ($1::text IS NULL OR slug > $1)
             ORDER BY slug
             LIMIT $2
            """;

    private static final String FIND = """
            SELECT id, slug, name, tier, time_zone, created_at, updated_at, version
              FROM tenant
             WHERE id = $1
               AND deleted_at IS NULL
            """;

    private static final String INSERT = """
            INSERT INTO tenant (id, slug, name, tier, time_zone)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (slug) DO NOTHING
            RETURNING id, slug, name, tier, time_zone, created_at, updated_at, version
            """;

    private static final String UPDATE = """
            UPDATE tenant
               SET name = coalesce($3, name), tier = coalesce($4, tier), version = version + 1, updated_at = now()
             WHERE id = $1
               AND ($2::bigint[] IS NULL OR version = ANY ($2))
               AND deleted_at IS NULL
            RETURNING id, slug, name, tier, time_zone, created_at, updated_at, version
            """;

    private static final String MARK_DELETED = """
            UPDATE tenant
               SET deleted_at = now(), version = version + 1, updated_at = now()
             WHERE id = $1
               AND ($2::bigint[] IS NULL OR version = ANY ($2))
               AND deleted_at IS NULL
            """;

    private final TenantDatabase database;
    private final ActRepository acts;

    TenantRepository(TenantDatabase database, ActRepository acts) {
        this.database = database;
        this.acts = acts;
    }

    /** Tenants by slug, those after the given one. */
    Uni<List<TenantEntity>> list(@Nullable String afterSlug, int limit) {
        return database.platform(tx -> tx.preparedQuery(LIST)
                .mapping(TenantRepository::toTenant)
                .execute(Tuple.of(afterSlug, limit))
                .map(rows -> rows.stream().toList()));
    }

    Uni<Optional<TenantEntity>> find(UUID id) {
        return database.platform(
                tx -> tx.preparedQuery(FIND).execute(Tuple.of(id)).map(TenantRepository::first));
    }

    /** Empty if the slug is taken, be it by a tenant whose rows are still being deleted. */
    Uni<Optional<TenantEntity>> insert(Act act, String slug, String name, Tier tier, String timeZone) {
        return database.platform(tx -> tx.preparedQuery(INSERT)
                .execute(Tuple.of(act.tenant(), slug, name, tier.code(), timeZone))
                .map(TenantRepository::first)
                .call(created -> acts.append(tx, act, created.isPresent())));
    }

    /** Changes what is not null; empty if the tenant is gone or its version another. */
    Uni<Optional<TenantEntity>> update(Act act, IfMatch expected, @Nullable String name, @Nullable Tier tier) {
        var newTier = tier == null ? null : tier.code();
        return database.platform(tx -> tx.preparedQuery(UPDATE)
                .execute(Tuple.of(act.tenant(), expected.versions(), name, newTier))
                .map(TenantRepository::first)
                .call(updated -> acts.append(tx, act, updated.isPresent())));
    }

    /** Says whether there was such a tenant, of a version that is expected. */
    Uni<Boolean> markDeleted(Act act, IfMatch expected) {
        return database.platform(tx -> tx.preparedQuery(MARK_DELETED)
                .execute(Tuple.of(act.tenant(), expected.versions()))
                .map(rows -> rows.rowCount() == 1)
                .call(existed -> acts.append(tx, act, existed)));
    }

    private static Optional<TenantEntity> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(TenantRepository::toTenant);
    }

    private static TenantEntity toTenant(Row row) {
        return new TenantEntity(
                row.getUUID("id"),
                row.getString("slug"),
                row.getString("name"),
                Tier.of(row.getString("tier")),
                row.getString("time_zone"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                new Version(row.getLong("version")));
    }
}
