package io.tidemark.catalogue.plan;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Adds events that are not read from cells: those at the edges of a range, and what waits. PostgreSQL groups them. */
final class EventAdder {

    private final Scope scope;
    private final Aggregation aggregation;
    private final Plan plan;
    private final Tally tally;

    EventAdder(Scope scope, Aggregation aggregation, Plan plan, Tally tally) {
        this.scope = scope;
        this.aggregation = aggregation;
        this.plan = plan;
        this.tally = tally;
    }

    Uni<Void> add(SqlConnection tx, Waiting waiting, ResultReader reader) {
        var parameters = new Parameters();
        return new SourceSql(scope, aggregation, plan, parameters)
                .events(waiting)
                .map(events -> tx.preparedQuery(select(events))
                        .mapping(row -> added(row, reader))
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

    private boolean added(Row row, ResultReader reader) {
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
}
