package io.tidemark.bench.query;

import io.tidemark.catalogue.Catalogue;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.util.List;
import java.util.stream.Stream;

/** A query of the catalogue with the filters of a dashboard, if any. */
record Asked(QueryDefinition query, List<Filter> filters) {

    /** What a dashboard is narrowed to: something popular each. */
    private static final List<Filter> NARROWED = List.of(
            Filter.of(Attribute.ROUTE, "/v1/catalog/orders/:id"),
            Filter.of(Attribute.API, "payments"),
            Filter.of(Attribute.CONSUMER, "app-3"),
            Filter.of(Attribute.GROUP, "critical"));

    private static final List<String> NARROWED_QUERIES =
            List.of("requests_total", "requests_per_second", "duration_percentiles_ts", "requests_by_status");

    /** Every query by itself, and some of them with one filter each. */
    static List<Asked> all(Catalogue catalogue) {
        var plain = catalogue.list().stream().map(query -> new Asked(query, List.of()));
        var narrowed = NARROWED_QUERIES.stream()
                .flatMap(id -> catalogue.find(id).stream())
                .flatMap(query -> NARROWED.stream().map(filter -> new Asked(query, List.of(filter))));
        return Stream.concat(plain, narrowed).toList();
    }

    String name() {
        return filters.isEmpty()
                ? query.id()
                : query.id() + " of one " + filters.getFirst().attribute().apiName();
    }

    /** What is counted: only requests, unless the type is asked for. */
    List<Filter> effectiveFilters() {
        var all = Stream.concat(query.filters().stream(), filters.stream()).toList();
        return query.dimensions().contains(Attribute.TYPE)
                        || all.stream().anyMatch(filter -> filter.attribute() == Attribute.TYPE)
                ? all
                : Stream.concat(Stream.of(Filter.of(Attribute.TYPE, "request")), all.stream())
                        .toList();
    }
}
