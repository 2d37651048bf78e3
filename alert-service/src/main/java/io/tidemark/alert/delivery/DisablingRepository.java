package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventLogRepository;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Disables webhooks that are gone or have failed too long; the tenant's other channels are told. */
@ApplicationScoped
class DisablingRepository {

    private static final String DISABLE = """
            UPDATE webhook
               SET enabled = false,
                   disabled_reason = CASE WHEN id = ANY ($2) THEN 'gone' ELSE 'failing' END,
                   version = version + 1,
                   updated_at = now()
             WHERE tenant_id = $1
               AND enabled
               AND (id = ANY ($2) OR id = ANY ($3) AND failing_since < now() - $4::bigint * interval '1 ms')
            RETURNING id, name, disabled_reason, version
            """;

    private static final String CANCEL = """
            WITH unqueued AS (
                     DELETE FROM delivery_due
                      WHERE tenant_id = $1
                        AND webhook_id = ANY ($2)
                     RETURNING id
                 )
            UPDATE delivery
               SET status = 'cancelled', next_attempt_at = NULL
             WHERE tenant_id = $1
               AND id = ANY (ARRAY(SELECT id FROM unqueued))
               AND status = 'waiting'
            """;

    private static final Map<String, String> MESSAGES = Map.of(
            "gone", "The receiver answered 410: it wants no more webhooks.",
            "failing", "All deliveries have failed for too long.");

    private final EventLogRepository log;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Duration patience;

    DisablingRepository(EventLogRepository log, Outbox outbox, InstantSource clock, DeliveryConfig config) {
        this.log = log;
        this.outbox = outbox;
        this.clock = clock;
        this.patience = config.disableAfter();
    }

    /** Disables those webhooks of the attempts that must be, in the transaction that writes the attempts down. */
    Uni<Void> disable(SqlConnection tx, UUID tenant, List<Attempt> attempts) {
        var gone = webhooks(attempts.stream()
                .filter(attempt -> attempt.verdict() instanceof Verdict.Gone)
                .toList());
        var failed = webhooks(attempts.stream()
                .filter(attempt -> !attempt.verdict().isDelivered())
                .toList());
        if (failed.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(DISABLE)
                .execute(Tuple.of(tenant, gone, failed, patience.toMillis()))
                .map(rows -> rows.stream().map(this::event).toList())
                .flatMap(events -> events.isEmpty() ? Uni.createFrom().voidItem() : tell(tx, tenant, events));
    }

    private Uni<Void> tell(SqlConnection tx, UUID tenant, List<AlertEvent> events) {
        var webhooks = events.stream().map(AlertEvent::alertId).toArray(UUID[]::new);
        return tx.preparedQuery(CANCEL)
                .execute(Tuple.of(tenant, webhooks))
                .flatMap(cancelled -> log.append(tx, tenant, events))
                .flatMap(logged -> outbox.enqueue(tx, tenant, events));
    }

    private AlertEvent event(Row row) {
        var webhook = row.getUUID("id");
        // A webhook has no series and no count of events; its version is different each time.
        var sequence = row.getLong("version");
        return new AlertEvent(
                AlertEvent.id(webhook, "", sequence),
                webhook,
                row.getString("name"),
                EventType.WEBHOOK_DISABLED,
                Severity.WARNING,
                "",
                sequence,
                clock.instant(),
                "Webhook \"%s\" is disabled. %s"
                        .formatted(row.getString("name"), MESSAGES.get(row.getString("disabled_reason"))),
                Map.of(),
                List.of(),
                false,
                null,
                null);
    }

    private static UUID[] webhooks(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::webhook).distinct().toArray(UUID[]::new);
    }
}
