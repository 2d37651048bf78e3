package io.tidemark.alert.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes the log. */
@ApplicationScoped
public class EventLogRepository {

    private final ObjectMapper json;

    EventLogRepository(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Adds new events, in the transaction of what brought them about.
     *
     * @return fails if one of them is there already: somebody else was first
     */
    public Uni<Void> append(SqlConnection tx, UUID tenant, List<AlertEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters = Tuple.tuple().addUUID(tenant);
        add(parameters, events, AlertEvent::id, UUID[]::new);
        add(parameters, events, AlertEvent::alertId, UUID[]::new);
        add(parameters, events, event -> event.time().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new);
        add(parameters, events, AlertEvent::sequence, Long[]::new);
        add(parameters, events, AlertEvent::silenced, Boolean[]::new);
        add(parameters, events, event -> event.type().code(), String[]::new);
        add(parameters, events, event -> event.severity().code(), String[]::new);
        add(parameters, events, AlertEvent::series, String[]::new);
        add(parameters, events, AlertEvent::alertName, String[]::new);
        add(parameters, events, AlertEvent::message, String[]::new);
        add(parameters, events, event -> write(event.labels()), String[]::new);
        add(parameters, events, event -> write(event.conditions()), String[]::new);
        return tx.preparedQuery("""
                INSERT INTO alert_event (tenant_id, id, rule_id, "time", sequence, silenced, type, severity, series,
                                         rule_name, message, labels, conditions)
                SELECT $1, e.id, e.rule_id, e.time, e.sequence, e.silenced, e.type, e.severity, e.series, e.rule_name,
                       e.message, e.labels::jsonb, e.conditions::jsonb
                  FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::bigint[], $6::boolean[], $7::text[], $8::text[],
                              $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
                       AS e (id, rule_id, time, sequence, silenced, type, severity, series, rule_name, message, labels,
                             conditions)
                """).execute(parameters).replaceWithVoid();
    }

    private static <T> void add(
            Tuple parameters, List<AlertEvent> events, Function<AlertEvent, T> column, IntFunction<T[]> array) {
        parameters.addValue(events.stream().map(column).toArray(array));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is plain text and numbers", e);
        }
    }
}
