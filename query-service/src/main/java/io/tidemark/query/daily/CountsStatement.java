package io.tidemark.query.daily;

import static java.util.stream.Collectors.joining;

import io.tidemark.events.HomeCalendar;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.range.DateRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the one statement that makes the tables of a question and asks it. */
final class CountsStatement {

    private final CountsSelect select;
    private final DateRange range;
    private final HomeCalendar calendar;
    private final Rolled rolled;
    private final Optional<Set<String>> teams;
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
        this.range = range;
        this.calendar = calendar;
        this.rolled = rolled;
        this.teams = teams;
        parameters.add(tenant);
        parameters.addAll(select.parameters());
        this.sql = select.tables().stream().map(this::table).collect(joining(", ", "WITH ", "\n" + select.sql()));
    }

    String sql() {
        return sql;
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }

    private String table(CountsTable table) {
        return switch (table) {
            case COUNTS ->
                """
                    counts (day, agent_id, %s) AS (
                    SELECT day, coalesce(agent_id, '%s'), %s
                      FROM (
                    %s) AS cell%s
                     GROUP BY 1, 2)""".formatted(
                                metrics(Metric::column),
                                CountsSelect.NO_AGENT,
                                metrics(Metric::ofCells),
                                cells(table),
                                agent());
            case TOTALS -> """
                    totals (day, %s) AS (
                    SELECT day, %s
                      FROM (
                    %s) AS cell
                     GROUP BY 1)""".formatted(metrics(Metric::column), metrics(Metric::ofCells), cells(table));
            case AGENTS -> """
                    agents (agent_id) AS (
                    SELECT DISTINCT agent_id
                      FROM (
                    %s) AS cell
                     WHERE agent_id IS NOT NULL)""".formatted(cells(table));
        };
    }

    private String cells(CountsTable table) {
        return new CellSelect(table, calendar, this::bind).sql(range.days(), rolled, teams);
    }

    private String agent() {
        return select.agent().map(id -> "\n WHERE agent_id = " + bind(id)).orElse("");
    }

    private String metrics(Function<Metric, String> expression) {
        return select.metrics().stream().map(expression).collect(joining(", "));
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
