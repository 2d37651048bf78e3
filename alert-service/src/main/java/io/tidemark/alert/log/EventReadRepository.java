package io.tidemark.alert.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the log of one tenant, and marks what was seen of it. */
@ApplicationScoped
class EventReadRepository {

    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
    private static final TypeReference<List<ConditionSnapshot>> CONDITIONS = new TypeReference<>() {};

    private static final String COLUMNS = """
            id, rule_id, rule_name, type, severity, series, sequence, "time", message, labels::text AS labels,
                   conditions::text AS conditions, silenced, seen_at, seen_by""";

    private static final String MATCHING = """
             WHERE tenant_id = $1
               AND ($2::uuid IS NULL OR rule_id = $2)
               AND (cardinality($3::text[]) = 0 OR severity = ANY ($3))
               AND (cardinality($4::text[]) = 0 OR type = ANY ($4))
               AND ($5::boolean IS NULL OR (seen_at IS NOT NULL) = $5)
               AND ($6::timestamptz IS NULL OR "time" >= $6)
               AND ($7::timestamptz IS NULL OR "time" < $7)
            """;

    private static final String LIST = "SELECT " + COLUMNS + "\n  FROM alert_event\n" + MATCHING + """
               AND ($8::timestamptz IS NULL OR ("time", sequence, id) < ($8, $9, $10))
             ORDER BY "time" DESC, sequence DESC, id DESC
             LIMIT $11
            """;

    private static final String FIND = "SELECT " + COLUMNS + """

              FROM alert_event
             WHERE tenant_id = $1
               AND id = $2
            """;

    private static final String COUNT_UNSEEN = """
            SELECT count(*) AS unseen
              FROM alert_event
             WHERE tenant_id = $1
               AND seen_at IS NULL
            """;

    private static final String MARK = """
            UPDATE alert_event
               SET seen_at = $3, seen_by = $4
             WHERE tenant_id = $1
               AND id = $2
            RETURNING\s""" + COLUMNS;

    private static final String MARK_ALL =
            "UPDATE alert_event\n   SET seen_at = $8, seen_by = $9\n" + MATCHING + "   AND seen_at IS NULL";

    private final TenantDatabase database;
    private final ObjectMapper json;

    EventReadRepository(TenantDatabase database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The latest first, those after the given one. */
    Uni<List<AlertEvent>> list(UUID tenant, EventQuery query, @Nullable Place after, int limit) {
        var parameters = parameters(tenant, query)
                .addValue(after == null ? null : utc(after.time()))
                .addValue(after == null ? null : after.sequence())
                .addValue(after == null ? null : after.id())
                .addInteger(limit);
        return database.read(tenant, tx -> tx.preparedQuery(LIST).execute(parameters))
                .map(rows -> rows.stream().map(this::event).toList());
    }

    Uni<Optional<AlertEvent>> find(UUID tenant, UUID id) {
        return database.read(tenant, tx -> tx.preparedQuery(FIND).execute(Tuple.of(tenant, id)))
                .map(rows -> rows.stream().findFirst().map(this::event));
    }

    Uni<Long> countUnseen(UUID tenant) {
        return database.read(tenant, tx -> tx.preparedQuery(COUNT_UNSEEN).execute(Tuple.of(tenant)))
                .map(rows -> rows.iterator().next().getLong("unseen"));
    }

    /** Empty if there is no such event. Seen or, with null, unseen again. */
    Uni<Optional<AlertEvent>> mark(UUID tenant, UUID id, @Nullable Instant seen, @Nullable String by) {
        var parameters = Tuple.of(tenant, id, utc(seen), by);
        return database.write(tenant, tx -> tx.preparedQuery(MARK).execute(parameters))
                .map(rows -> rows.stream().findFirst().map(this::event));
    }

    /** Marks as seen all that match and were not seen; says how many. */
    Uni<Integer> markAll(UUID tenant, EventQuery query, Instant seen, String by) {
        var parameters = parameters(tenant, query).addValue(utc(seen)).addString(by);
        return database.write(tenant, tx -> tx.preparedQuery(MARK_ALL).execute(parameters))
                .map(rows -> rows.rowCount());
    }

    private static Tuple parameters(UUID tenant, EventQuery query) {
        return Tuple.tuple()
                .addUUID(tenant)
                .addValue(query.alert())
                .addValue(query.severities().toArray(String[]::new))
                .addValue(query.types().toArray(String[]::new))
                .addValue(query.seen())
                .addValue(utc(query.from()))
                .addValue(utc(query.to()));
    }

    private AlertEvent event(Row row) {
        var seen = row.getOffsetDateTime("seen_at");
        return new AlertEvent(
                row.getUUID("id"),
                row.getUUID("rule_id"),
                row.getString("rule_name"),
                EventType.of(row.getString("type")),
                Severity.of(row.getString("severity")),
                row.getString("series"),
                row.getLong("sequence"),
                row.getOffsetDateTime("time").toInstant(),
                row.getString("message"),
                read(row.getString("labels"), LABELS),
                read(row.getString("conditions"), CONDITIONS),
                row.getBoolean("silenced"),
                seen == null ? null : seen.toInstant(),
                row.getString("seen_by"));
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not what was logged", e);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
