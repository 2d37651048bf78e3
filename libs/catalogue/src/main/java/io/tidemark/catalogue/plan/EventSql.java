package io.tidemark.catalogue.plan;

import static java.util.stream.Collectors.joining;

import io.tidemark.rollups.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of a statement that read raw events: one SELECT for each stretch of them, and one for what waits. */
final class EventSql {

    /** More spans than these are told apart row by row. */
    private static final int MANY = 16;

    private final RowSql row;
    private final Set<Measure> measures;
    private final Plan plan;
    private final Parameters parameters;
    private final TimeSql times;

    EventSql(RowSql row, Set<Measure> measures, Plan plan, Parameters parameters) {
        this.row = row;
        this.measures = measures;
        this.plan = plan;
        this.parameters = parameters;
        this.times = new TimeSql(parameters);
    }

    List<String> selects(Waiting waiting) {
        var selects = new ArrayList<String>();
        var raw = plan.cuts().events();
        if (raw.list().size() > MANY) {
            selects.add(select(times.partitions(raw.hull()) + times.within("\"time\"", raw)));
        } else {
            raw.list().forEach(span -> selects.add(select(times.partitions(span) + times.within("\"time\"", span))));
        }
        if (plan.rolledUp().list().stream().anyMatch(waiting::overlaps)) {
            selects.add(select(tail(waiting)));
        }
        return selects;
    }

    private String select(String where) {
        var columns = Stream.concat(
                        Stream.of("type", "\"time\""),
                        Stream.concat(
                                row.dimensions().stream()
                                        .map(dimension -> named(dimension.ofEvent(), dimension.column())),
                                EventColumns.of(measures).stream()))
                .distinct()
                .collect(joining(", "));
        return """
                SELECT %s%s
                  FROM (SELECT %s
                          FROM event
                         WHERE tenant_id = %s%s) AS c%s
                 GROUP BY %s""".formatted(
                        row.keys(row.number("c.\"time\"")),
                        measures.stream()
                                .map(measure -> ", " + EventColumns.measured(measure))
                                .collect(joining()),
                        columns,
                        row.tenant(),
                        where,
                        row.filtered(),
                        IntStream.rangeClosed(1, row.columnsOfKey())
                                .mapToObj(Integer::toString)
                                .collect(joining(", ")));
    }

    private String tail(Waiting waiting) {
        var rolledUp = plan.rolledUp();
        var hull = rolledUp.hull();
        // Only the partitions that may hold them.
        var from = later(hull.from(), waiting.minTime());
        var to = waiting.maxTime().isBefore(hull.to()) ? waiting.maxTime().plusNanos(1) : hull.to();
        return times.partitions(new Span(from, to))
                + TimeSql.and(
                        "batch_id = ANY (%s::bigint[])".formatted(parameters.bind(waiting.batches(), Long[]::new)))
                // Says nothing new, but how rare they are: else PostgreSQL may read all of the tenant's days.
                + TimeSql.and("batch_id BETWEEN %s::bigint AND %s::bigint"
                        .formatted(parameters.bind(waiting.oldest()), parameters.bind(waiting.newest())))
                + times.within("\"time\"", rolledUp);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }

    private static String named(String expression, String name) {
        return expression.equals(name) ? name : expression + " AS " + name;
    }
}
