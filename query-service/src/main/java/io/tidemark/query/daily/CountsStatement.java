package io.tidemark.query.daily;

import static java.util.stream.Collectors.joining;

import io.tidemark.events.HomeCalendar;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.range.DateRange;
import io.tidemark.rollups.Cube;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the one statement that reads complete days, the hours of all others and the events that wait as {@code counts},
 * and asks about them.
 */
final class CountsStatement {

    private final CountsSelect select;
    private final HomeCalendar calendar;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final String sql;

    CountsStatement(CountsSelect select, Inquiry inquiry, DateRange range, HomeCalendar calendar, Rolled rolled) {
        this(select, inquiry.tenant().id(), inquiry.teams(), range, calendar, rolled);
    }

    CountsStatement(
            CountsSelect select,
            UUID tenant,
            Optional<Set<String>> teams,
            DateRange range,
            HomeCalendar calendar,
            Rolled rolled) {
        this.select = select;
        this.calendar = calendar;
        parameters.add(tenant);
        parameters.addAll(select.parameters());
        this.sql = teams.map(groups ->
                        counts(List.of(ofEvents(LiveSpan.of(range.days(), calendar), () -> inGroups(groups)))))
                .orElseGet(() -> counts(sources(range, rolled)));
    }

    String sql() {
        return sql;
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }

    private List<String> sources(DateRange range, Rolled rolled) {
        var complete = range.days().stream()
                .filter(day -> rolled.isComplete(day, calendar))
                .toList();
        var others = new TreeSet<>(range.days());
        complete.forEach(others::remove);
        var sources = new ArrayList<String>();
        if (!complete.isEmpty()) {
            sources.add(ofDays(complete));
        }
        LiveSpan.covering(others, calendar).forEach(span -> sources.add(ofHours(span)));
        if (!rolled.waiting().isEmpty()) {
            sources.add(ofEvents(LiveSpan.of(range.days(), calendar), () -> inBatches(rolled.waiting())));
        }
        return sources;
    }

    private String counts(List<String> sources) {
        return """
                WITH counts (day, agent_id, %s) AS (
                SELECT day, coalesce(agent_id, '%s'), %s
                  FROM (
                %s) AS cell%s
                 GROUP BY 1, 2)
                """.formatted(
                                columns(Metric::column),
                                CountsSelect.NO_AGENT,
                                columns(Metric::ofCells),
                                String.join(" UNION ALL\n", sources),
                                agent())
                + select.sql();
    }

    private String ofDays(List<LocalDate> days) {
        var span = LiveSpan.of(days, calendar);
        return """
                SELECT %s AS day, unnest(type) AS type, unnest(agent_id) AS agent_id, unnest(events) AS events
                  FROM rollup_day
                 WHERE tenant_id = $1
                   AND cube = %d
                   AND bucket = ANY (%s::timestamptz[])
                """.formatted(day("bucket", span), Cube.AGENT_ONLY.id(), bind(starts(span)));
    }

    private String ofHours(LiveSpan span) {
        return """
                SELECT %s AS day, unnest(type) AS type, unnest(agent_id) AS agent_id, unnest(events) AS events
                  FROM rollup_hour
                 WHERE tenant_id = $1
                   AND cube = %d
                   AND bucket >= %s
                   AND bucket < %s
                """.formatted(day("bucket", span), Cube.AGENT_ONLY.id(), bind(utc(span.start())), bind(utc(span.end())));
    }

    private String ofEvents(LiveSpan span, Supplier<String> condition) {
        return """
                SELECT %s AS day, type, agent_id, 1 AS events
                  FROM event
                 WHERE tenant_id = $1
                   AND %s
                   AND day BETWEEN %s AND %s
                   AND "time" >= %s
                   AND "time" < %s
                """.formatted(
                        day("\"time\"", span),
                        condition.get(),
                        bind(span.firstUtcDay()),
                        bind(span.lastUtcDay()),
                        bind(utc(span.start())),
                        bind(utc(span.end())));
    }

    private String inBatches(List<Long> waiting) {
        return "batch_id = ANY (%s::bigint[])".formatted(bind(waiting.toArray(Long[]::new)));
    }

    /** No cube has both agents and groups. */
    private String inGroups(Set<String> groups) {
        return "string_to_array(groups, E'\\n') && %s::text[]".formatted(bind(groups.toArray(String[]::new)));
    }

    /** One day needs no looking up; of several, the time tells which. */
    private String day(String time, LiveSpan span) {
        return span.days().size() == 1
                ? bind(span.days().getFirst()) + "::date"
                : "(%s::date[])[width_bucket(%s, %s::timestamptz[])]"
                        .formatted(bind(span.days().toArray(LocalDate[]::new)), time, bind(starts(span)));
    }

    private String agent() {
        return select.agent().map(id -> "\n WHERE agent_id = " + bind(id)).orElse("");
    }

    private String columns(Function<Metric, String> expression) {
        return select.metrics().stream().map(expression).collect(joining(", "));
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static OffsetDateTime[] starts(LiveSpan span) {
        return span.starts().stream().map(CountsStatement::utc).toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
