package io.tidemark.catalogue.plan;

import static java.util.stream.Collectors.joining;

import io.tidemark.rollups.Cells;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Grain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parts of a statement that read cells and events. All have the same columns: {@code b}, the number of the bucket;
 * {@code k1} and so on, the key; {@code d}, of which the different values are counted; and the measures.
 */
final class SourceSql {

    /** More spans than these are told apart row by row. */
    private static final int MANY = 16;

    private final Scope scope;
    private final Aggregation aggregation;
    private final Plan plan;
    private final Parameters parameters;
    private final Set<Dimension> dimensions;

    SourceSql(Scope scope, Aggregation aggregation, Plan plan, Parameters parameters) {
        this.scope = scope;
        this.aggregation = aggregation;
        this.plan = plan;
        this.parameters = parameters;
        this.dimensions = Planner.needed(scope, aggregation);
    }

    /** One SELECT for each grain, each stretch of raw events, and what waits. */
    List<String> selects(Waiting waiting) {
        var selects = new ArrayList<String>();
        plan.cube().ifPresent(cube -> Stream.of(Grain.values())
                .filter(grain -> !plan.cuts().of(grain).isEmpty())
                .forEach(grain -> selects.add(ofCells(cube, grain))));
        var raw = plan.cuts().events();
        if (raw.list().size() > MANY) {
            selects.add(ofEvents(partitions(raw.hull()) + among("\"time\"", raw)));
        } else {
            raw.list().forEach(span -> selects.add(ofEvents(partitions(span) + within("\"time\"", span))));
        }
        if (isTailNeeded(waiting)) {
            selects.add(ofEvents(tail(waiting)));
        }
        return selects;
    }

    boolean isTailNeeded(Waiting waiting) {
        return plan.rolledUp().list().stream().anyMatch(waiting::overlaps);
    }

    private String ofCells(Cube cube, Grain grain) {
        var spans = plan.cuts().of(grain);
        var cells = """
                %s
                         WHERE r.tenant_id = %s
                           AND r.cube = %d%s""".formatted(
                        Cells.unpacked(grain, dimensions, aggregation.measures()),
                        parameters.bind(scope.tenant()),
                        cube.id(),
                        spans.list().size() == 1 ? within("r.bucket", spans.hull()) : among("r.bucket", spans));
        return """
                SELECT %s%s
                  FROM (%s) AS c%s%s""".formatted(
                        keys("c.bucket"),
                        aggregation.measures().stream()
                                .map(measure -> ", c." + measure.column())
                                .collect(joining()),
                        cells,
                        joins(),
                        conditions());
    }

    private String ofEvents(String where) {
        var columns = Stream.concat(
                        Stream.of("type", "\"time\""),
                        Stream.concat(
                                dimensions.stream().map(dimension -> named(dimension.ofEvent(), dimension.column())),
                                EventColumns.of(aggregation.measures()).stream()))
                .distinct()
                .collect(joining(", "));
        return """
                SELECT %s%s
                  FROM (SELECT %s
                          FROM event
                         WHERE tenant_id = %s%s) AS c%s%s
                 GROUP BY %s""".formatted(
                        keys("c.\"time\""),
                        aggregation.measures().stream()
                                .map(measure -> ", " + EventColumns.measured(measure))
                                .collect(joining()),
                        columns,
                        parameters.bind(scope.tenant()),
                        where,
                        joins(),
                        conditions(),
                        IntStream.rangeClosed(1, columnsOfKey())
                                .mapToObj(Integer::toString)
                                .collect(joining(", ")));
    }

    private String keys(String time) {
        var columns = new ArrayList<String>();
        columns.add(
                aggregation.bucket().isPresent()
                        ? "width_bucket(%s, %s) AS b".formatted(time, parameters.bind(plan.starts()))
                        : "1 AS b");
        for (var i = 0; i < aggregation.groupBy().size(); i++) {
            columns.add(AttributeSql.expression(aggregation.groupBy().get(i)) + " AS k" + (i + 1));
        }
        aggregation.distinct().ifPresent(attribute -> columns.add(AttributeSql.whole(attribute) + " AS d"));
        return String.join(", ", columns);
    }

    private int columnsOfKey() {
        return 1 + aggregation.groupBy().size() + (aggregation.distinct().isPresent() ? 1 : 0);
    }

    private String joins() {
        // What is not grouped by its groups is not to be multiplied by them.
        var others = Stream.concat(
                        aggregation.distinct().stream(),
                        aggregation.filters().stream().map(Filter::attribute))
                .filter(attribute -> attribute != Attribute.GROUP);
        return AttributeSql.joins(Stream.concat(aggregation.groupBy().stream(), others));
    }

    private String conditions() {
        return Stream.concat(
                        aggregation.filters().stream().map(filter -> AttributeSql.condition(filter, parameters)),
                        scope.teams().stream()
                                .map(teams -> AttributeSql.isInGroups(
                                        teams.stream().sorted().toList(), parameters)))
                .reduce((all, next) -> all + "\n   AND " + next)
                .map(all -> "\n WHERE " + all)
                .orElse("");
    }

    private String tail(Waiting waiting) {
        var rolledUp = plan.rolledUp();
        var hull = rolledUp.hull();
        // Only the partitions that may hold them.
        var from = later(hull.from(), waiting.minTime());
        var to = waiting.maxTime().isBefore(hull.to()) ? waiting.maxTime().plusNanos(1) : hull.to();
        return partitions(new Span(from, to))
                + and("batch_id = ANY (%s::bigint[])".formatted(parameters.bind(waiting.batches(), Long[]::new)))
                + (rolledUp.list().size() == 1 ? within("\"time\"", hull) : among("\"time\"", rolledUp));
    }

    private String partitions(Span span) {
        return span.firstDay().equals(span.lastDay())
                ? and("day = " + parameters.bind(span.firstDay()) + "::date")
                : and("day BETWEEN %s::date AND %s::date"
                        .formatted(parameters.bind(span.firstDay()), parameters.bind(span.lastDay())));
    }

    private String within(String time, Span span) {
        return and("%s >= %s".formatted(time, parameters.bind(span.from())))
                + and("%s < %s".formatted(time, parameters.bind(span.to())));
    }

    /** In one of several spans. */
    private String among(String time, Spans spans) {
        return within(time, spans.hull())
                + and("width_bucket(%s, %s) %% 2 = 1".formatted(time, parameters.bind(spans.bounds())));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }

    private static String and(String condition) {
        return "\n           AND " + condition;
    }

    private static String named(String expression, String name) {
        return expression.equals(name) ? name : expression + " AS " + name;
    }
}
