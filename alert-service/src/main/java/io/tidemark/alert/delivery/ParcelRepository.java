package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.secret.Sealed;
import io.tidemark.alert.signature.Scheme;
import io.tidemark.alert.signature.SigningKey;
import io.tidemark.alert.webhook.Channel;
import io.tidemark.alert.webhook.Keys;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads what the next attempts of deliveries need. */
@ApplicationScoped
class ParcelRepository {

    private static final String LOAD = """
            SELECT d.id, d.webhook_id, d.content_type, d.body, d.tries, w.channel, w.enabled, w.url, w.recipients,
                   (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'scheme', s.scheme, 'key', s.key_id,
                                                                 'sealed', encode(s.sealed, 'base64'))
                                              ORDER BY s.id DESC),
                                    '[]')
                      FROM webhook_secret s
                     WHERE s.tenant_id = $1
                       AND s.webhook_id = w.id
                       AND (s.expires_at IS NULL OR s.expires_at > now())) AS secrets
              FROM delivery d
              JOIN webhook w ON w.tenant_id = d.tenant_id AND w.id = d.webhook_id
             WHERE d.tenant_id = $1
               AND d.id = ANY ($2)
            """;

    private final TenantDatabase database;
    private final Keys keys;

    ParcelRepository(TenantDatabase database, Keys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Those of the deliveries that there are. */
    Uni<List<Parcel>> load(UUID tenant, Collection<UUID> ids) {
        return database.read(tenant, tx -> tx.preparedQuery(LOAD)
                .execute(Tuple.of(tenant, ids.toArray(UUID[]::new)))
                .map(rows -> rows.stream().map(row -> toParcel(tenant, row)).toList()));
    }

    private Parcel toParcel(UUID tenant, Row row) {
        var recipients = row.getArrayOfStrings("recipients");
        return new Parcel(
                tenant,
                row.getUUID("id"),
                row.getUUID("webhook_id"),
                row.getString("content_type"),
                row.getString("body"),
                row.getInteger("tries"),
                new Parcel.Target(
                        Channel.of(row.getString("channel")),
                        row.getBoolean("enabled"),
                        row.getString("url"),
                        recipients == null ? List.of() : List.of(recipients)),
                keys(tenant, row.getJsonArray("secrets")));
    }

    private List<SigningKey> keys(UUID tenant, JsonArray secrets) {
        return secrets.stream()
                .map(JsonObject.class::cast)
                .map(secret -> keys.open(
                        tenant,
                        UUID.fromString(secret.getString("id")),
                        Scheme.find(secret.getString("scheme")).orElseThrow(),
                        // PostgreSQL breaks base64 into lines.
                        new Sealed(
                                secret.getString("key"), Base64.getMimeDecoder().decode(secret.getString("sealed")))))
                .toList();
    }
}
