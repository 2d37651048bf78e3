package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.cell.CellFilter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Filters of cells in memory. */
final class CellFilters {

    private CellFilters() {}

    /** Whether all filters can be told from the cell alone. */
    static boolean areTold(Aggregation aggregation) {
        return aggregation.filters().stream()
                .map(Filter::attribute)
                .allMatch(attribute -> attribute == Attribute.GROUP || AttributeText.isTold(attribute));
    }

    /** Those by one value of a cell, and the reader's teams. */
    static List<CellFilter> of(Scope scope, Aggregation aggregation) {
        var asked =
                aggregation.filters().stream().filter(filter -> !isLate(filter)).map(CellFilters::filter);
        var ofTeams = scope.teams().stream()
                .map(teams -> CellFilter.of(
                        Dimension.GROUPS, groups -> AttributeText.isInGroups(teams, Objects.toString(groups, null))));
        return Stream.concat(asked, ofTeams).toList();
    }

    /** Those by two values at once, which sums are told apart by. */
    static List<Filter> late(Aggregation aggregation) {
        return aggregation.filters().stream().filter(CellFilters::isLate).toList();
    }

    private static boolean isLate(Filter filter) {
        return filter.attribute().kind() == Attribute.Kind.CLASS;
    }

    private static CellFilter filter(Filter filter) {
        var condition = AttributeText.condition(filter);
        return filter.attribute()
                .dimension()
                .map(dimension -> CellFilter.of(dimension, value -> condition.test(Objects.toString(value, null))))
                .orElseGet(() -> CellFilter.ofType(value -> condition.test(Objects.toString(value, null))));
    }
}
