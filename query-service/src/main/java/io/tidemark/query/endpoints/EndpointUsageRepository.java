package io.tidemark.query.endpoints;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.HomeCalendar;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.daily.LiveSpan;
import io.tidemark.query.range.Sort;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads raw events: no aggregate keeps methods, routes or durations. */
@ApplicationScoped
class EndpointUsageRepository {

    private final TenantDatabase database;

    EndpointUsageRepository(TenantDatabase database) {
        this.database = database;
    }

    /** Endpoints with any call, sorted; one more than the limit, if there are so many. */
    Uni<List<EndpointRow>> list(Inquiry inquiry, EndpointQuery query) {
        var tenant = inquiry.tenant();
        var span = LiveSpan.of(query.range().days(), new HomeCalendar(tenant.timeZone()));
        var after = Optional.ofNullable(query.after());
        var parameters = Tuple.from(Arrays.asList(
                tenant.id(),
                span.firstUtcDay(),
                span.lastUtcDay(),
                span.start().atOffset(ZoneOffset.UTC),
                span.end().atOffset(ZoneOffset.UTC),
                after.map(EndpointQuery.Position::value).orElse(null),
                after.map(EndpointQuery.Position::method).orElse(null),
                after.map(EndpointQuery.Position::route).orElse(null),
                query.limit() + 1,
                inquiry.teams().map(teams -> teams.toArray(String[]::new)).orElse(null)));
        return database.read(tenant.id(), tx -> tx.preparedQuery(sql(query.sort()))
                .mapping(EndpointUsageRepository::toEndpoint)
                .execute(parameters)
                .map(rows -> rows.stream().toList()));
    }

    private static String sql(Sort<EndpointColumn> sort) {
        return """
            SELECT method, route, calls, errors, client_errors, server_errors, average_ms, p95_ms,
                   (%1$s)::text AS sort_value
              FROM (SELECT method,
                           route,
                           count(*) AS calls,
                           count(*) FILTER (WHERE status >= 400 OR error_type IS NOT NULL) AS errors,
                           count(*) FILTER (WHERE status BETWEEN 400 AND 499) AS client_errors,
                           count(*) FILTER (WHERE status >= 500) AS server_errors,
                           round(sum(duration_us) / 1000 / count(duration_us), 3) AS average_ms,
                           round(percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_us) / 1000.0, 3) AS p95_ms
                      FROM event
                     WHERE tenant_id = $1
                       AND day BETWEEN $2 AND $3
                       AND "time" >= $4
                       AND "time" < $5
                       AND type = 'request'
                       AND ($10::text[] IS NULL OR string_to_array(groups, E'\\n') && $10::text[])
                     GROUP BY method, route) AS endpoint
             WHERE $6::text IS NULL
                OR (%1$s, coalesce(method, '') COLLATE "C", coalesce(route, '') COLLATE "C")
                   %4$s ($6::text::%2$s, $7::text, $8::text)
             ORDER BY %1$s %3$s, coalesce(method, '') COLLATE "C" %3$s, coalesce(route, '') COLLATE "C" %3$s
             LIMIT $9
            """.formatted(sort.column().sql(), sort.column().sqlType(), sort.direction(), sort.beyond());
    }

    private static EndpointRow toEndpoint(Row row) {
        var endpoint = new EndpointUsage.Endpoint(
                row.getString("method"),
                row.getString("route"),
                row.getLong("calls"),
                row.getLong("errors"),
                row.getLong("client_errors"),
                row.getLong("server_errors"),
                row.getBigDecimal("average_ms"),
                row.getBigDecimal("p95_ms"));
        return new EndpointRow(endpoint, row.getString("sort_value"));
    }
}
