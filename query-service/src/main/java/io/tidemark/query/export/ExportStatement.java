package io.tidemark.query.export;

import io.tidemark.catalogue.plan.Filter;
import io.tidemark.events.referrer.ReferrerClass;
import io.tidemark.query.event.EventConditions;
import io.tidemark.rollups.Events;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement of an export: the columns of its dataset, in order, for the events of one stretch of time. */
final class ExportStatement {

    private static final String FIGURES = """
            count(*) AS requests,
            count(*) FILTER (WHERE %s) AS errors,
            round(sum(duration_us) / 1000.0 / count(duration_us), 2) AS avg_ms,
            round(percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_us) / 1000.0, 2) AS p95_ms,
            sum(bytes_out)::bigint AS bytes_out,
            sum(bytes_in)::bigint AS bytes_in""".formatted(Events.ERROR);

    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final String sql;

    ExportStatement(Dataset dataset, Selection selection, Stretch stretch) {
        this.sql = switch (dataset) {
            case EVENTS -> events(where(selection, selection.filters(), stretch));
            case ERRORS -> errors(where(selection, selection.requests(), stretch));
            case METRICS -> metrics(bind(utc(stretch.starts())), where(selection, selection.requests(), stretch));
            case ENDPOINTS -> endpoints(where(selection, selection.requests(), stretch));
        };
    }

    String sql() {
        return sql;
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }

    private static String events(String where) {
        return """
            SELECT e.id, e."time", e.type, e.agent_id, e.api, e.route, e.path, e.method, e.status, e.protocol,
                   e.domain, e.environment, e.consumer, e.user_id, e.groups, round(e.duration_us / 1000.0, 3),
                   round(e.overhead_us / 1000.0, 3), round(e.backend_us / 1000.0, 3), e.bytes_in, e.bytes_out,
                   coalesce(e.quantity, 1), e.country, c.browser, c.os, c.device, c.client_class, %s,
                   e.referrer_domain, e.error_type, e.error_message, e.error_category, e.request_id, e.trace_id,
                   e.span_id, e.attributes
              FROM event e
              LEFT JOIN client c
                ON c.id = e.client_id
             WHERE %s
             ORDER BY e."time", e.id
            """.formatted(ReferrerClass.textOf("e.referrer_class"), where);
    }

    private static String errors(String where) {
        return """
            SELECT "time", protocol, method, route, status, error_type, error_category, error_message,
                   NULL::text AS client_ip, trace_id
              FROM event
             WHERE %s
               AND %s
             ORDER BY "time", id
            """.formatted(where, Events.ERROR);
    }

    private static String metrics(String starts, String where) {
        return """
            SELECT (%1$s::timestamptz[])[bucket], protocol, method, route, status, requests, errors, avg_ms, p95_ms,
                   bytes_out, bytes_in
              FROM (SELECT width_bucket("time", %1$s::timestamptz[]) AS bucket,
                           protocol COLLATE "C" AS protocol,
                           method COLLATE "C" AS method,
                           route COLLATE "C" AS route,
                           status,
                           %2$s
                      FROM event
                     WHERE %3$s
                     GROUP BY 1, 2, 3, 4, 5) AS metric
             ORDER BY 1, 2, 3, 4, 5
            """.formatted(starts, FIGURES, where);
    }

    private static String endpoints(String where) {
        return """
            SELECT route, protocol, method, requests, errors, round(errors * 100.0 / requests, 2), avg_ms, p95_ms,
                   bytes_out, bytes_in
              FROM (SELECT route COLLATE "C" AS route,
                           protocol COLLATE "C" AS protocol,
                           method COLLATE "C" AS method,
                           %1$s
                      FROM event
                     WHERE %2$s
                     GROUP BY 1, 2, 3) AS endpoint
             ORDER BY requests DESC, 1, 2, 3
            """.formatted(FIGURES, where);
    }

    private String where(Selection selection, List<Filter> filters, Stretch stretch) {
        var conditions = new ArrayList<String>();
        conditions.add("tenant_id = " + bind(selection.tenant().id()));
        conditions.add("day BETWEEN %s AND %s".formatted(bind(stretch.firstUtcDay()), bind(stretch.lastUtcDay())));
        conditions.add("\"time\" >= " + bind(utc(stretch.from())));
        conditions.add("\"time\" < " + bind(utc(stretch.to())));
        conditions.addAll(new EventConditions(this::bind).of(selection.teams(), filters));
        return String.join("\n   AND ", conditions);
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static OffsetDateTime[] utc(List<Instant> instants) {
        return instants.stream().map(ExportStatement::utc).toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
