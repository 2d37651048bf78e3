package io.tidemark.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.version.IfMatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds, changes and removes the webhooks of one tenant. */
@ApplicationScoped
class WebhookChangeRepository {

    private static final String INSERT = """
            WITH added AS (
                     INSERT INTO webhook (tenant_id, id, name, channel, url, recipients, event_types, severities, labels,
                                          format, enabled, signature)
                     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
                      WHERE (SELECT count(*) FROM webhook WHERE tenant_id = $1) < $17
                     RETURNING id
                 )
            INSERT INTO webhook_secret (tenant_id, id, webhook_id, scheme, key_id, sealed, public_key)
            SELECT $1, $13, added.id, $12, $14, $15, $16
              FROM added
             WHERE $12::text IS NOT NULL
            """;

    private static final String UPDATE = """
            UPDATE webhook
               SET name = $4, url = $5, recipients = $6, event_types = $7, severities = $8, labels = $9, format = $10,
                   enabled = $11,
                   disabled_reason = CASE WHEN NOT $11 THEN disabled_reason END,
                   failing_since = CASE WHEN enabled THEN failing_since END,
                   version = version + 1,
                   updated_at = now()
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
            """;

    private static final String DELETE = """
            WITH gone AS (
                     DELETE FROM webhook
                      WHERE tenant_id = $1
                        AND id = $2
                        AND ($3::bigint[] IS NULL OR version = ANY ($3))
                     RETURNING id
                 ),
                 unqueued AS (
                     DELETE FROM delivery_due
                      WHERE tenant_id = $1
                        AND webhook_id IN (SELECT id FROM gone)
                 )
            SELECT id FROM gone
            """;

    private final TenantDatabase database;
    private final ActRepository acts;
    private final WebhookRepository webhooks;
    private final WebhookLimits limits;

    WebhookChangeRepository(
            TenantDatabase database, ActRepository acts, WebhookRepository webhooks, WebhookLimits limits) {
        this.database = database;
        this.acts = acts;
        this.webhooks = webhooks;
        this.limits = limits;
    }

    /**
     * Empty if there are as many as there may be.
     *
     * @param secret what signs; null for e-mail
     */
    Uni<Optional<Webhook>> insert(Act act, UUID id, WebhookRequest webhook, @Nullable StoredSecret secret) {
        var parameters = fields(
                        Tuple.of(act.tenant(), id, webhook.name())
                                .addString(webhook.channelOrDefault().code()),
                        webhook)
                .addString(secret == null ? null : secret.scheme().text())
                .addUUID(secret == null ? null : secret.id())
                .addString(secret == null ? null : secret.sealed().keyId())
                .addValue(secret == null ? null : Buffer.buffer(secret.sealed().bytes()))
                .addString(secret == null ? null : secret.publicKey())
                .addInteger(limits.perTenant());
        return database.write(act.tenant(), tx -> tx.preparedQuery(INSERT)
                .execute(parameters)
                .flatMap(inserted -> webhooks.find(tx, act.tenant(), id))
                .call(added -> acts.append(tx, act.on(id), added.isPresent())));
    }

    /** Empty if the webhook is gone or its version another. */
    Uni<Optional<Webhook>> update(Act act, UUID id, IfMatch expected, WebhookRequest webhook) {
        var parameters = fields(Tuple.of(act.tenant(), id, expected.versions(), webhook.name()), webhook);
        return database.write(act.tenant(), tx -> tx.preparedQuery(UPDATE)
                .execute(parameters)
                .flatMap(updated -> updated.rowCount() == 0
                        ? Uni.createFrom().item(Optional.<Webhook>empty())
                        : acts.append(tx, act).flatMap(recorded -> webhooks.find(tx, act.tenant(), id))));
    }

    /** Says whether there was such a webhook, of a version that is expected. */
    Uni<Boolean> delete(Act act, UUID id, IfMatch expected) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(DELETE)
                .execute(Tuple.of(act.tenant(), id, expected.versions()))
                .map(rows -> rows.size() == 1)
                .call(existed -> acts.append(tx, act, existed)));
    }

    private static Tuple fields(Tuple parameters, WebhookRequest webhook) {
        var interest = webhook.interest();
        return parameters
                .addString(webhook.url())
                .addArrayOfString(
                        webhook.recipients() == null
                                ? null
                                : webhook.recipients().toArray(String[]::new))
                .addArrayOfString(interest.eventTypes().stream()
                        .map(EventType::code)
                        .sorted()
                        .toArray(String[]::new))
                .addArrayOfString(interest.severities().stream()
                        .sorted()
                        .map(Severity::code)
                        .toArray(String[]::new))
                .addValue(new JsonObject(Map.copyOf(interest.labels())))
                .addString(webhook.formatOrDefault().code())
                .addBoolean(webhook.enabledOrDefault());
    }
}
