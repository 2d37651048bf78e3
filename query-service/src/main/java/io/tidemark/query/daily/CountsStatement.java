package io.tidemark.query.daily;

import static java.util.stream.Collectors.joining;

import io.tidemark.query.range.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the one statement that reads aggregates and events as {@code counts} and asks about them. */
final class CountsStatement {

    private final CountsSelect select;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final String sql;

    CountsStatement(CountsSelect select, UUID tenant, DateRange range, List<LiveSpan> live) {
        this.select = select;
        parameters.add(tenant);
        parameters.addAll(select.parameters());
        this.sql = sql(range, live);
    }

    String sql() {
        return sql;
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }

    private String sql(DateRange range, List<LiveSpan> live) {
        var sources = new ArrayList<String>();
        var liveDays = live.stream().flatMap(span -> span.days().stream()).toArray(LocalDate[]::new);
        if (liveDays.length < range.days().size()) {
            sources.add(aggregated(range, liveDays));
        }
        live.forEach(span -> sources.add(ofEvents(span)));
        return "WITH counts (day, agent_id, " + columns(Metric::column) + ") AS (\n"
                + String.join(" UNION ALL\n", sources) + ")\n" + select.sql();
    }

    private String aggregated(DateRange range, LocalDate[] liveDays) {
        return """
                SELECT day, agent_id, %s
                  FROM daily_aggregate
                 WHERE tenant_id = $1
                   AND day BETWEEN %s AND %s
                   AND day <> ALL (%s::date[])%s
                """.formatted(columns(Metric::column), bind(range.from()), bind(range.to()), bind(liveDays), agent());
    }

    private String ofEvents(LiveSpan span) {
        return """
                SELECT %s, coalesce(agent_id, '%s'), %s
                  FROM event
                 WHERE tenant_id = $1
                   AND day %s%s%s
                 GROUP BY 1, agent_id
                """.formatted(
                day(span), CountsSelect.NO_AGENT, columns(Metric::ofEvents), partitions(span), times(span), agent());
    }

    /** One day needs no looking up; in several, the time tells which. */
    private String day(LiveSpan span) {
        if (span.days().size() == 1) {
            return bind(span.days().getFirst()) + "::date";
        }
        var days = bind(span.days().toArray(LocalDate[]::new));
        var starts = bind(span.starts().stream().map(CountsStatement::utc).toArray(OffsetDateTime[]::new));
        return "(%s::date[])[width_bucket(\"time\", %s::timestamptz[])]".formatted(days, starts);
    }

    private String partitions(LiveSpan span) {
        return span.firstUtcDay().equals(span.lastUtcDay())
                ? "= " + bind(span.firstUtcDay())
                : "BETWEEN %s AND %s".formatted(bind(span.firstUtcDay()), bind(span.lastUtcDay()));
    }

    private String times(LiveSpan span) {
        return span.isWholeUtcDays()
                ? ""
                : "\n   AND \"time\" >= %s\n   AND \"time\" < %s"
                        .formatted(bind(utc(span.start())), bind(utc(span.end())));
    }

    private String agent() {
        return select.agent().map(id -> "\n   AND agent_id = " + bind(id)).orElse("");
    }

    private String columns(Function<Metric, String> expression) {
        return select.metrics().stream().map(expression).collect(joining(", "));
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
