package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the log of deliveries. */
@ApplicationScoped
class DeliveryRepository {

    private static final String EXISTS = """
            SELECT EXISTS (SELECT
                             FROM webhook
                            WHERE tenant_id = $1
                              AND id = $2) AS found
            """;

    private static final String COLUMNS = """
            SELECT d.id, d.event_id, d.event_type, d.status, d.created_at, d.next_attempt_at, d.content_type, d.body,
                   (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.number,
                                                                 'at', (extract(EPOCH FROM a.started_at) * 1000)::bigint,
                                                                 'ms', a.duration_ms, 'status', a.status_code,
                                                                 'response', a.response, 'error', a.error)
                                              ORDER BY a.number),
                                    '[]')
                      FROM delivery_attempt a
                     WHERE a.tenant_id = $1
                       AND a.delivery_id = d.id) AS attempts
              FROM delivery d
            """;

    private static final String LIST = COLUMNS + """
             WHERE d.tenant_id = $1
               AND d.webhook_id = $2
               AND ($3::uuid IS NULL OR d.id < $3)
               AND ($4::text IS NULL OR d.status = $4)
             ORDER BY d.id DESC
             LIMIT $5
            """;

    private static final String FIND = COLUMNS + """
             WHERE d.tenant_id = $1
               AND d.webhook_id = $2
               AND d.id = $3
            """;

    private final TenantDatabase database;

    DeliveryRepository(TenantDatabase database) {
        this.database = database;
    }

    Uni<Boolean> hasWebhook(UUID tenant, UUID webhook) {
        return database.read(tenant, tx -> tx.preparedQuery(EXISTS)
                .execute(Tuple.of(tenant, webhook))
                .map(rows -> rows.iterator().next().getBoolean("found")));
    }

    /** Deliveries of a webhook, the newest first, those before the given one. */
    Uni<List<Delivery>> list(
            UUID tenant, UUID webhook, @Nullable UUID before, @Nullable DeliveryStatus status, int limit) {
        var parameters = Tuple.of(tenant, webhook, before, status == null ? null : status.code(), limit);
        return database.read(tenant, tx -> tx.preparedQuery(LIST)
                .execute(parameters)
                .map(rows -> rows.stream().map(DeliveryRepository::toDelivery).toList()));
    }

    Uni<Optional<Delivery>> find(UUID tenant, UUID webhook, UUID id) {
        return database.read(tenant, tx -> tx.preparedQuery(FIND)
                .execute(Tuple.of(tenant, webhook, id))
                .map(rows -> rows.stream().map(DeliveryRepository::toDelivery).findFirst()));
    }

    private static Delivery toDelivery(Row row) {
        var id = row.getUUID("id");
        return new Delivery(
                id,
                Parcel.messageId(id),
                row.getUUID("event_id"),
                row.getString("event_type"),
                DeliveryStatus.parse(row.getString("status")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("next_attempt_at")),
                new Delivery.Request(row.getString("content_type"), row.getString("body")),
                attempts(row.getJsonArray("attempts")));
    }

    private static List<Delivery.LoggedAttempt> attempts(JsonArray attempts) {
        return attempts.stream()
                .map(JsonObject.class::cast)
                .map(attempt -> new Delivery.LoggedAttempt(
                        attempt.getInteger("number"),
                        Instant.ofEpochMilli(attempt.getLong("at")),
                        attempt.getInteger("ms"),
                        attempt.getInteger("status"),
                        attempt.getString("response"),
                        attempt.getString("error")))
                .toList();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
