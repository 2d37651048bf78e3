package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Cells;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows that cells and events {@code c} become: {@code b}, the number of the bucket; {@code k1} and so on, the key;
 * {@code d}, of which the different values are counted; and then the measures.
 */
final class RowSql {

    private final Scope scope;
    private final Aggregation aggregation;
    private final Plan plan;
    private final Parameters parameters;

    RowSql(Scope scope, Aggregation aggregation, Plan plan, Parameters parameters) {
        this.scope = scope;
        this.aggregation = aggregation;
        this.plan = plan;
        this.parameters = parameters;
    }

    Set<Dimension> dimensions() {
        return Planner.needed(scope, aggregation);
    }

    String tenant() {
        return parameters.bind(scope.tenant());
    }

    /** The number of the bucket that a time is in. */
    String number(String time) {
        return aggregation.bucket().isPresent()
                ? "width_bucket(%s, %s)".formatted(time, parameters.bind(plan.starts()))
                : "1";
    }

    /** The columns before the measures. */
    String keys(String number) {
        var columns = new ArrayList<String>();
        columns.add(number + " AS b");
        for (var i = 0; i < aggregation.groupBy().size(); i++) {
            columns.add(AttributeSql.expression(aggregation.groupBy().get(i)) + " AS k" + (i + 1));
        }
        aggregation.distinct().ifPresent(attribute -> columns.add(AttributeSql.whole(attribute) + " AS d"));
        return String.join(", ", columns);
    }

    int columnsOfKey() {
        return 1 + aggregation.groupBy().size() + (aggregation.distinct().isPresent() ? 1 : 0);
    }

    /** What keys and conditions need, and the conditions. */
    String filtered() {
        return joins() + conditions();
    }

    /**
     * A dimension that only one value of passes.
     *
     * @param value an SQL expression
     */
    record One(Dimension dimension, String value) {}

    /** One that the cells of the cube are in the order of; of several the one that has fewer cells. */
    Optional<One> oneOfOrder(Cube cube) {
        return ofOrder(cube, aggregation)
                .map(filter -> new One(
                        filter.attribute().dimension().orElseThrow(),
                        parameters.bind(filter.only().orElseThrow()) + "::text"))
                .max(Comparator.comparingInt(one -> Cells.ORDER.indexOf(one.dimension())));
    }

    /** Filters that only one value passes, which the cells of the cube are in the order of. */
    static Stream<Filter> ofOrder(Cube cube, Aggregation aggregation) {
        return aggregation.filters().stream()
                .filter(filter -> filter.attribute().kind() == Attribute.Kind.TEXT
                        && filter.only().isPresent()
                        && filter.attribute().dimension().stream()
                                .anyMatch(dimension -> Cells.areOrderedBy(cube, dimension)));
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
}
