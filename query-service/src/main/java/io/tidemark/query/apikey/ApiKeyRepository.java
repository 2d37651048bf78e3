package io.tidemark.query.apikey;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes API keys. The table has no row-level security, so every statement names the tenant. */
@ApplicationScoped
class ApiKeyRepository {

    private static final String COLUMNS =
            "id, name, hint, scopes, created_at, expires_at, revoked_at, rotated_to, version";

    private static final String LIST = """
            SELECT %s
              FROM api_key
             WHERE tenant_id = $1
               AND ($2::timestamptz IS NULL OR (created_at, id) > ($2, $3))
             ORDER BY created_at, id
             LIMIT $4
            """.formatted(COLUMNS);

    private static final String FIND = """
            SELECT %s
              FROM api_key
             WHERE tenant_id = $1
               AND id = $2
            """.formatted(COLUMNS);

    private static final String INSERT = """
            INSERT INTO api_key (tenant_id, id, name, hash, hint, scopes, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            RETURNING %s
            """.formatted(COLUMNS);

    // One statement, so that two rotations at once cannot both find the old key unrotated.
    private static final String ROTATE = """
            WITH old AS (
                UPDATE api_key
                   SET rotated_to = $3, expires_at = least(expires_at, now() + $4), version = version + 1
                 WHERE tenant_id = $1
                   AND id = $2
                   AND rotated_to IS NULL
                   AND revoked_at IS NULL
                   AND (expires_at IS NULL OR expires_at > now())
                RETURNING name, scopes
            )
            INSERT INTO api_key (tenant_id, id, name, hash, hint, scopes, expires_at)
            SELECT $1, $3, name, $5, $6, scopes, $7
              FROM old
            RETURNING %s
            """.formatted(COLUMNS);

    private static final String RENAME = """
            UPDATE api_key
               SET name = $4, version = version + 1
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
            RETURNING %s
            """.formatted(COLUMNS);

    private static final String REVOKE = """
            UPDATE api_key
               SET revoked_at = coalesce(revoked_at, now()), version = version + (revoked_at IS NULL)::int
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
            """;

    private final TenantDatabase database;
    private final ActRepository acts;

    ApiKeyRepository(TenantDatabase database, ActRepository acts) {
        this.database = database;
        this.acts = acts;
    }

    /** Keys in the order they were made, those after the given one; revoked and expired ones included. */
    Uni<List<ApiKey>> list(UUID tenant, @Nullable Instant afterCreated, @Nullable UUID afterId, int limit) {
        return database.read(tenant, tx -> tx.preparedQuery(LIST)
                .mapping(ApiKeyRepository::toKey)
                .execute(Tuple.of(tenant, atUtc(afterCreated), afterId, limit))
                .map(rows -> rows.stream().toList()));
    }

    Uni<Optional<ApiKey>> find(UUID tenant, UUID id) {
        return database.read(
                tenant,
                tx -> tx.preparedQuery(FIND).execute(Tuple.of(tenant, id)).map(ApiKeyRepository::first));
    }

    Uni<ApiKey> insert(Act act, NewKey key) {
        var scopes = key.scopes().stream().map(Scope::code).toArray(String[]::new);
        var parameters = Tuple.of(act.tenant(), key.id(), key.name())
                .addValue(Buffer.buffer(key.hash().array()))
                .addString(key.hint())
                .addArrayOfString(scopes)
                .addOffsetDateTime(atUtc(key.expiresAt()));
        return database.write(act.tenant(), tx -> tx.preparedQuery(INSERT)
                .execute(parameters)
                .map(rows -> first(rows).orElseThrow())
                .call(stored -> acts.append(tx, act)));
    }

    /** The successor, with the old key's name and scopes; empty unless the old one is valid and not yet rotated. */
    Uni<Optional<ApiKey>> rotate(Act act, UUID old, Duration overlap, NewKey successor) {
        var parameters = Tuple.of(act.tenant(), old, successor.id(), Interval.of(overlap))
                .addValue(Buffer.buffer(successor.hash().array()))
                .addString(successor.hint())
                .addOffsetDateTime(atUtc(successor.expiresAt()));
        return database.write(act.tenant(), tx -> tx.preparedQuery(ROTATE)
                .execute(parameters)
                .map(ApiKeyRepository::first)
                .call(stored -> acts.append(tx, act, stored.isPresent())));
    }

    /** Empty if the tenant has no such key, or its version is another. */
    Uni<Optional<ApiKey>> rename(Act act, UUID id, IfMatch expected, String name) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(RENAME)
                .execute(Tuple.of(act.tenant(), id, expected.versions(), name))
                .map(ApiKeyRepository::first)
                .call(renamed -> acts.append(tx, act, renamed.isPresent())));
    }

    /** Says whether the tenant has such a key, of a version that is expected, revoked before or not. */
    Uni<Boolean> revoke(Act act, UUID id, IfMatch expected) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(REVOKE)
                .execute(Tuple.of(act.tenant(), id, expected.versions()))
                .map(rows -> rows.rowCount() == 1)
                .call(existed -> acts.append(tx, act, existed)));
    }

    private static Optional<ApiKey> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(ApiKeyRepository::toKey);
    }

    private static ApiKey toKey(Row row) {
        return new ApiKey(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("hint"),
                Arrays.stream(row.getArrayOfStrings("scopes")).map(Scope::of).toList(),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("revoked_at")),
                row.getUUID("rotated_to"),
                new Version(row.getLong("version")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime atUtc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
