package io.tidemark.catalogue.plan;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Measure;
import io.tidemark.rollups.cell.CellFilter;
import io.tidemark.rollups.cell.CellReader;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Adds up cells in memory. PostgreSQL sends packed rows as they are, which takes it a third of the time of unpacking and
 * grouping them; events, which are few, it still groups. Answers what the statement of {@link AggregationSql} does.
 */
final class Adder {

    private final Scope scope;
    private final Aggregation aggregation;
    private final Plan plan;
    private final Waiting waiting;
    private final Tally tally;
    private final CellReader cells;

    /** Of aggregations that {@link #adds}. */
    Adder(Scope scope, Aggregation aggregation, Plan plan, Waiting waiting) {
        this.scope = scope;
        this.aggregation = aggregation;
        this.plan = plan;
        this.waiting = waiting;
        this.tally = new Tally(aggregation);
        this.cells = new CellReader(
                Planner.dimensions(Stream.of(
                                aggregation.groupBy().stream(),
                                aggregation.distinct().stream(),
                                late().stream().map(Filter::attribute))
                        .flatMap(attributes -> attributes)),
                aggregation.measures(),
                filters(),
                aggregation.bucket().isPresent() ? numbers(plan.starts()) : time -> 1);
    }

    /**
     * Whether it can: where every cell has one value of each attribute. Cells that are asked about one value are few, and
     * PostgreSQL finds them without unpacking the others.
     */
    static boolean adds(Scope scope, Aggregation aggregation, Plan plan) {
        var isTold = Stream.concat(aggregation.groupBy().stream(), aggregation.distinct().stream())
                        .allMatch(AttributeText::isTold)
                && aggregation.filters().stream()
                        .map(Filter::attribute)
                        .allMatch(attribute -> attribute == Attribute.GROUP || AttributeText.isTold(attribute));
        var rows = new RowSql(scope, aggregation, plan, new Parameters());
        return isTold
                && plan.readsCells()
                && plan.cube().filter(cube -> rows.oneOfOrder(cube).isEmpty()).isPresent();
    }

    Uni<List<ResultReader.Line>> lines(SqlConnection tx, ResultReader reader) {
        var packed = new Parameters();
        var rows = tx.preparedQuery(source(packed).packed())
                .mapping(this::add)
                .execute(packed.tuple())
                .replaceWithVoid();
        return Uni.combine().all().unis(rows, events(tx, reader)).with((done, too) -> {
            tally.add(cells.cells(), late());
            return new Ranking(aggregation, reader).lines(tally);
        });
    }

    private boolean add(Row row) {
        cells.add(row);
        return true;
    }

    private Uni<Void> events(SqlConnection tx, ResultReader reader) {
        var parameters = new Parameters();
        return source(parameters)
                .events(waiting)
                .map(events -> tx.preparedQuery(select(events))
                        .mapping(row -> addEvents(row, reader))
                        .execute(parameters.tuple())
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private String select(String events) {
        var keys = IntStream.rangeClosed(1, aggregation.groupBy().size())
                .mapToObj(i -> AttributeSql.text(aggregation.groupBy().get(i - 1), "k" + i) + " AS t" + i);
        var different = aggregation.distinct().map(attribute -> AttributeSql.text(attribute, "d") + " AS d");
        var measures = aggregation.measures().stream().map(Measure::column);
        return Stream.of(Stream.of("b"), keys, different.stream(), measures)
                .flatMap(columns -> columns)
                .collect(joining(", ", "SELECT ", "\n  FROM " + events));
    }

    private boolean addEvents(Row row, ResultReader reader) {
        var sum = tally.at(row.getInteger("b"), reader.key(row));
        for (var measure : aggregation.measures()) {
            if (measure == Measure.LATENCY) {
                sum.addLatency(row.getString(measure.column()));
            } else {
                var value = ResultReader.value(row, measure);
                sum.add(measure, value == null ? measure.merge().nothing() : value);
            }
        }
        if (aggregation.distinct().isPresent()) {
            sum.addDifferent(row.getString("d"));
        }
        return true;
    }

    private SourceSql source(Parameters parameters) {
        return new SourceSql(scope, aggregation, plan, parameters);
    }

    /** The number of the bucket that a time is in, both in microseconds. */
    private static LongUnaryOperator numbers(List<Instant> starts) {
        var times = starts.stream()
                .mapToLong(start -> ChronoUnit.MICROS.between(Instant.EPOCH, start))
                .toArray();
        return time -> {
            var place = Arrays.binarySearch(times, time);
            return place < 0 ? -place - 1 : place + 1;
        };
    }

    /** Filters by two things at once, which sums are told apart by. */
    private List<Filter> late() {
        return aggregation.filters().stream()
                .filter(filter -> filter.attribute().kind() == Attribute.Kind.CLASS)
                .toList();
    }

    private List<CellFilter> filters() {
        var asked = aggregation.filters().stream()
                .filter(filter -> filter.attribute().kind() != Attribute.Kind.CLASS)
                .map(Adder::filter);
        var ofTeams = scope.teams().stream()
                .map(teams -> CellFilter.of(
                        Dimension.GROUPS, groups -> AttributeText.isInGroups(teams, Objects.toString(groups, null))));
        return Stream.concat(asked, ofTeams).toList();
    }

    private static CellFilter filter(Filter filter) {
        var condition = AttributeText.condition(filter);
        return filter.attribute()
                .dimension()
                .map(dimension -> CellFilter.of(dimension, value -> condition.test(Objects.toString(value, null))))
                .orElseGet(() -> CellFilter.ofType(value -> condition.test(Objects.toString(value, null))));
    }
}
