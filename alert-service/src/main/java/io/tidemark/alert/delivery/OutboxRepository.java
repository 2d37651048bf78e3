package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.format.Format;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import io.tidemark.alert.webhook.Interest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts deliveries into the queue, in the transaction of what they tell of. */
@ApplicationScoped
class OutboxRepository {

    private static final String LIST_SUBSCRIPTIONS = """
            SELECT id, format, event_types, severities, labels
              FROM webhook
             WHERE tenant_id = $1
               AND enabled
            """;

    // A webhook that is being deleted is waited for and skipped: its foreign key would fail the transaction.
    private static final String INSERT = """
            WITH wanted AS (
                     SELECT d.*
                       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[])
                            AS d (id, webhook_id, event_id, event_type, content_type, body)
                       JOIN webhook w ON w.tenant_id = $1 AND w.id = d.webhook_id
                        FOR KEY SHARE OF w
                 ),
                 added AS (
                     INSERT INTO delivery (tenant_id, id, webhook_id, event_id, event_type, content_type, body, status,
                                           next_attempt_at)
                     SELECT $1, id, webhook_id, event_id, event_type, content_type, body, 'waiting', now()
                       FROM wanted
                 )
            INSERT INTO delivery_due (tenant_id, id, webhook_id, due_at)
            SELECT $1, id, webhook_id, now()
              FROM wanted
            """;

    private static final String FIND_BEGINNINGS = """
            SELECT asked.id, begun."time"
              FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::bigint[]) AS asked (id, rule_id, series, sequence)
             CROSS JOIN LATERAL (SELECT e."time"
                                   FROM alert_event e
                                  WHERE e.tenant_id = $1
                                    AND e.rule_id = asked.rule_id
                                    AND e.series = asked.series
                                    AND e.sequence <= asked.sequence
                                    AND e.type = 'alert.firing'
                                  ORDER BY e.sequence DESC
                                  LIMIT 1) AS begun
            """;

    Uni<List<Subscription>> listSubscriptions(SqlConnection tx, UUID tenant) {
        return tx.preparedQuery(LIST_SUBSCRIPTIONS)
                .execute(Tuple.of(tenant))
                .map(rows -> rows.stream().map(OutboxRepository::toSubscription).toList());
    }

    /** When the alerts of these events began to fire, by event; without those that never did. */
    Uni<Map<UUID, Instant>> findBeginnings(SqlConnection tx, UUID tenant, List<AlertEvent> events) {
        var parameters = Tuple.of(tenant);
        add(parameters, events, AlertEvent::id, UUID[]::new);
        add(parameters, events, AlertEvent::alertId, UUID[]::new);
        add(parameters, events, AlertEvent::series, String[]::new);
        add(parameters, events, AlertEvent::sequence, Long[]::new);
        return tx.preparedQuery(FIND_BEGINNINGS).execute(parameters).map(rows -> rows.stream()
                .collect(Collectors.toMap(row -> row.getUUID("id"), row -> row.getOffsetDateTime("time")
                        .toInstant())));
    }

    Uni<Void> insert(SqlConnection tx, UUID tenant, List<NewDelivery> deliveries) {
        var parameters = Tuple.of(tenant);
        add(parameters, deliveries, NewDelivery::id, UUID[]::new);
        add(parameters, deliveries, NewDelivery::webhook, UUID[]::new);
        add(parameters, deliveries, delivery -> delivery.event().id(), UUID[]::new);
        add(parameters, deliveries, delivery -> delivery.event().type().code(), String[]::new);
        add(parameters, deliveries, delivery -> delivery.format().contentType(), String[]::new);
        add(parameters, deliveries, NewDelivery::body, String[]::new);
        return tx.preparedQuery(INSERT).execute(parameters).replaceWithVoid();
    }

    private static <R, T> void add(Tuple parameters, List<R> rows, Function<R, T> column, IntFunction<T[]> array) {
        parameters.addValue(rows.stream().map(column).toArray(array));
    }

    private static Subscription toSubscription(Row row) {
        var labels = new HashMap<String, String>();
        row.getJsonObject("labels").forEach(label -> labels.put(label.getKey(), String.valueOf(label.getValue())));
        return new Subscription(
                row.getUUID("id"),
                Format.of(row.getString("format")),
                new Interest(
                        Set.copyOf(Stream.of(row.getArrayOfStrings("event_types"))
                                .map(EventType::of)
                                .toList()),
                        Set.copyOf(Stream.of(row.getArrayOfStrings("severities"))
                                .map(Severity::of)
                                .toList()),
                        labels));
    }
}
