package io.tidemark.query.event;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.rollups.Events;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the statement that reads the newest events of a window. */
final class EventStatement {

    private final EventQuery query;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final String sql;

    /** Begins with the events at {@code from} and ends before {@code to}; reads so many at most. */
    EventStatement(EventQuery query, Instant from, Instant to, int limit) {
        this.query = query;
        this.sql = sql(from, to, limit);
    }

    String sql() {
        return sql;
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }

    private String sql(Instant from, Instant to, int limit) {
        return """
            SELECT e.*, e.attributes::text AS attributes_text, a.name AS agent_name, c.browser, c.os, c.device,
                   c.client_class
              FROM (SELECT *
                      FROM event AS e
                     WHERE %s
                     ORDER BY "time" DESC, id DESC
                     LIMIT %s) AS e
              LEFT JOIN agent AS a
                ON a.tenant_id = e.tenant_id
               AND a.id = e.agent_id
              LEFT JOIN client AS c
                ON c.id = e.client_id
             ORDER BY e."time" DESC, e.id DESC
            """.formatted(String.join("\n                       AND ", conditions(from, to)), bind(limit));
    }

    private List<String> conditions(Instant from, Instant to) {
        var conditions = new ArrayList<String>();
        conditions.add("tenant_id = " + bind(query.tenant()));
        conditions.add("day BETWEEN %s AND %s".formatted(bind(utcDay(from)), bind(utcDay(to.minusNanos(1)))));
        conditions.add("\"time\" >= " + bind(from.atOffset(ZoneOffset.UTC)));
        conditions.add("\"time\" < " + bind(to.atOffset(ZoneOffset.UTC)));
        var after = query.after();
        if (after != null) {
            conditions.add("(\"time\", id) < (%s, %s)"
                    .formatted(bind(after.time().atOffset(ZoneOffset.UTC)), bind(after.id())));
        }
        query.teams()
                .ifPresent(teams -> conditions.add(
                        "string_to_array(groups, E'\\n') && %s::text[]".formatted(bind(teams.toArray(String[]::new)))));
        query.filters().forEach(filter -> conditions.add(condition(filter)));
        return conditions;
    }

    /** True or false, never NULL: negated, it lets through events without the attribute, unless these are named. */
    private String condition(Filter filter) {
        var present = filter.values().stream().filter(Objects::nonNull).toList();
        var alternatives = new ArrayList<String>();
        if (!present.isEmpty()) {
            alternatives.add("coalesce(%s, false)".formatted(equality(filter.attribute(), present)));
        }
        if (filter.values().contains(null)) {
            alternatives.add(expression(filter.attribute()) + " IS NULL");
        }
        return (filter.negated() ? "NOT (" : "(") + String.join(" OR ", alternatives) + ")";
    }

    private String equality(Attribute attribute, List<String> values) {
        return switch (attribute) {
            case GROUP -> "string_to_array(groups, E'\\n') && %s::text[]".formatted(bind(texts(values)));
            case AGENT -> "agent_id = ANY (%s::uuid[])".formatted(bind(uuids(values)));
            case STATUS -> "status = ANY (%s::integer[])".formatted(bind(numbers(values)));
            default -> "%s = ANY (%s::text[])".formatted(expression(attribute), bind(texts(values)));
        };
    }

    /** The attribute of an event as text. */
    private static String expression(Attribute attribute) {
        return switch (attribute) {
            case GROUP -> "nullif(groups, '')";
            case STATUS_CLASS -> "(" + Events.STATUS_CLASS + ")::text || 'xx'";
            case ERROR -> Events.ERROR + "::text";
            case TYPE -> "type";
            case BROWSER -> ofClient("browser");
            case OS -> ofClient("os");
            case DEVICE -> ofClient("device");
            case CLIENT_CLASS -> ofClient("client_class");
            // The drill-down shows the path itself, beyond the cap, too.
            case PATH -> "path";
            default -> attribute.dimension().orElseThrow().ofEvent();
        };
    }

    private static String ofClient(String column) {
        return "(SELECT %1$s FROM client WHERE client.id = client_id)".formatted(column);
    }

    private static String[] texts(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static UUID[] uuids(List<String> values) {
        return values.stream().map(UUID::fromString).toArray(UUID[]::new);
    }

    private static Integer[] numbers(List<String> values) {
        return values.stream().map(Integer::valueOf).toArray(Integer[]::new);
    }

    private static LocalDate utcDay(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
