package io.tidemark.query.event;

import io.tidemark.events.referrer.ReferrerClass;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
                   c.client_class, %s AS referrer
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
            """.formatted(
                        ReferrerClass.textOf("e.referrer_class"),
                        String.join("\n                       AND ", conditions(from, to)),
                        bind(limit));
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
        conditions.addAll(new EventConditions(this::bind).of(query.teams(), query.filters()));
        return conditions;
    }

    private static LocalDate utcDay(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
