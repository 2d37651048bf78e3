package io.tidemark.platform.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds API keys by hash, before their tenant is known: the table has no row-level security. */
@ApplicationScoped
class ApiKeyRepository {

    private static final String FIND = """
            SELECT id, tenant_id, hash, scopes, expires_at
              FROM api_key
             WHERE hash = ANY($1)
               AND revoked_at IS NULL
            """;

    private final Pool pool;

    ApiKeyRepository(Pool pool) {
        this.pool = pool;
    }

    /** Those of the keys that exist and are not revoked; they may have expired. */
    Uni<Map<KeyHash, StoredKey>> findAll(Collection<KeyHash> hashes) {
        var parameter = hashes.stream().map(KeyHash::toBuffer).toArray(Buffer[]::new);
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple().addValue(parameter))
                .map(rows -> rows.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                row -> KeyHash.ofBytes(row.getBuffer("hash").getBytes()), ApiKeyRepository::toKey)));
    }

    private static StoredKey toKey(Row row) {
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new StoredKey(
                row.getUUID("id"),
                row.getUUID("tenant_id"),
                Roles.ofScopes(List.of(row.getArrayOfStrings("scopes"))),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}
