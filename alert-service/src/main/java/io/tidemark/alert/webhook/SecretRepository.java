package io.tidemark.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Replaces the keys of webhooks. */
@ApplicationScoped
class SecretRepository {

    private static final String ROTATE = """
            WITH signed AS (
                     UPDATE webhook
                        SET signature = $4, version = version + 1, updated_at = now()
                      WHERE tenant_id = $1
                        AND id = $2
                        AND signature IS NOT NULL
                     RETURNING id
                 ),
                 expiring AS (
                     UPDATE webhook_secret
                        SET expires_at = least(expires_at, now() + $8::bigint * interval '1 ms')
                      WHERE tenant_id = $1
                        AND webhook_id = (SELECT id FROM signed)
                        AND (expires_at IS NULL OR expires_at > now())
                 )
            INSERT INTO webhook_secret (tenant_id, webhook_id, id, scheme, key_id, sealed, public_key)
            SELECT $1, id, $3, $4, $5, $6, $7
              FROM signed
            RETURNING now() + $8::bigint * interval '1 ms' AS previous_expires_at
            """;

    private static final String DELETE_EXPIRED = """
            DELETE FROM webhook_secret
             WHERE tenant_id = $1
               AND webhook_id = $2
               AND expires_at < now()
            """;

    private final TenantDatabase database;
    private final ActRepository acts;

    SecretRepository(TenantDatabase database, ActRepository acts) {
        this.database = database;
        this.acts = acts;
    }

    /**
     * Adds a key beside the present ones, which expire after the overlap.
     *
     * @return when they do; empty if the tenant has no such webhook, or it is a mailbox
     */
    Uni<Optional<Instant>> rotate(Act act, UUID webhook, StoredSecret secret, Duration overlap) {
        var parameters = Tuple.of(
                        act.tenant(),
                        webhook,
                        secret.id(),
                        secret.scheme().text(),
                        secret.sealed().keyId())
                .addBuffer(Buffer.buffer(secret.sealed().bytes()))
                .addString(secret.publicKey())
                .addLong(overlap.toMillis());
        return database.write(act.tenant(), tx -> tx.preparedQuery(DELETE_EXPIRED)
                .execute(Tuple.of(act.tenant(), webhook))
                .flatMap(deleted -> tx.preparedQuery(ROTATE).execute(parameters))
                .map(rows -> rows.stream()
                        .map(row -> row.getOffsetDateTime("previous_expires_at").toInstant())
                        .findFirst())
                .call(until -> acts.append(tx, act, until.isPresent())));
    }
}
