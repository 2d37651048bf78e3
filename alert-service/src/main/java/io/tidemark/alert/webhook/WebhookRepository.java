package io.tidemark.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.format.Format;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import io.tidemark.alert.signature.Scheme;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.version.Version;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the webhooks of one tenant. */
@ApplicationScoped
class WebhookRepository {

    private static final String COLUMNS = """
            w.id, w.name, w.channel, w.url, w.recipients, w.event_types, w.severities, w.labels, w.format, w.signature,
            w.enabled, w.disabled_reason, w.failing_since, w.created_at, w.updated_at, w.version,
            ARRAY(SELECT s.public_key
                    FROM webhook_secret s
                   WHERE s.tenant_id = w.tenant_id
                     AND s.webhook_id = w.id
                     AND s.public_key IS NOT NULL
                     AND (s.expires_at IS NULL OR s.expires_at > now())
                   ORDER BY s.id DESC) AS public_keys
            """;

    private static final String LIST = "SELECT " + COLUMNS + """
              FROM webhook w
             WHERE w.tenant_id = $1
               AND ($2::uuid IS NULL OR w.id > $2)
             ORDER BY w.id
             LIMIT $3
            """;

    private static final String FIND = "SELECT " + COLUMNS + """
              FROM webhook w
             WHERE w.tenant_id = $1
               AND w.id = $2
            """;

    private final TenantDatabase database;

    WebhookRepository(TenantDatabase database) {
        this.database = database;
    }

    /** Webhooks in the order of their creation, those after the given one. */
    Uni<List<Webhook>> list(UUID tenant, @Nullable UUID after, int limit) {
        return database.read(tenant, tx -> tx.preparedQuery(LIST)
                .execute(Tuple.of(tenant, after, limit))
                .map(WebhookRepository::toWebhooks));
    }

    Uni<Optional<Webhook>> find(UUID tenant, UUID id) {
        return database.read(tenant, tx -> find(tx, tenant, id));
    }

    /** As it is in the transaction that changes it. */
    Uni<Optional<Webhook>> find(SqlConnection tx, UUID tenant, UUID id) {
        return tx.preparedQuery(FIND).execute(Tuple.of(tenant, id)).map(rows -> toWebhooks(rows).stream()
                .findFirst());
    }

    private static List<Webhook> toWebhooks(RowSet<Row> rows) {
        return rows.stream().map(WebhookRepository::toWebhook).toList();
    }

    private static Webhook toWebhook(Row row) {
        return new Webhook(
                row.getUUID("id"),
                row.getString("name"),
                Channel.of(row.getString("channel")),
                row.getString("url"),
                texts(row, "recipients"),
                Stream.of(row.getArrayOfStrings("event_types"))
                        .map(EventType::of)
                        .toList(),
                Stream.of(row.getArrayOfStrings("severities")).map(Severity::of).toList(),
                labels(row),
                Format.of(row.getString("format")),
                scheme(row),
                List.of(row.getArrayOfStrings("public_keys")),
                row.getBoolean("enabled"),
                row.getString("disabled_reason"),
                instant(row, "failing_since"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                null,
                new Version(row.getLong("version")));
    }

    private static Map<String, String> labels(Row row) {
        var labels = new HashMap<String, String>();
        ((JsonObject) row.getValue("labels")).forEach(label -> labels.put(label.getKey(), (String) label.getValue()));
        return labels;
    }

    private static @Nullable List<String> texts(Row row, String column) {
        var texts = row.getArrayOfStrings(column);
        return texts == null ? null : List.of(texts);
    }

    private static @Nullable Scheme scheme(Row row) {
        var text = row.getString("signature");
        return text == null ? null : Scheme.find(text).orElseThrow();
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
