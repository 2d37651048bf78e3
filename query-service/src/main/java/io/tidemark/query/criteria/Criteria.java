package io.tidemark.query.criteria;

import static java.util.stream.Collectors.joining;

import io.tidemark.catalogue.TimeBound;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.rollups.Measure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which events a question is about.
 *
 * @param from start of the range, included
 * @param to end of the range, excluded
 * @param filters those that were sent
 */
public record Criteria(TimeBound from, TimeBound to, List<Filter> filters) {

    private static final String REQUEST = "request";

    public Criteria {
        filters = List.copyOf(filters);
    }

    /** The range at that moment; bounds may be widened to what is kept. */
    public Range rangeAt(Instant now) {
        return Range.asked(from.at(now), from.isRelative(), to.at(now), to.isRelative());
    }

    /** What passes the filters; requests only, unless other types of event are asked for. */
    public Aggregation requests(Range range, Measure... measures) {
        return Aggregation.of(range, measures).where(ofRequests());
    }

    /** The filters, and one for requests only, unless other types of event are asked for. */
    public List<Filter> ofRequests() {
        var byType = filters.stream().anyMatch(filter -> filter.attribute() == Attribute.TYPE);
        return byType
                ? filters
                : Stream.concat(filters.stream(), Stream.of(Filter.of(Attribute.TYPE, REQUEST)))
                        .toList();
    }

    /** As the parameters of a question. */
    public Map<String, String> parameters() {
        var parameters = parameters(filters);
        parameters.put("from", from.toString());
        parameters.put("to", to.toString());
        return parameters;
    }

    /** Filters as the parameters of a question. */
    public static Map<String, String> parameters(List<Filter> filters) {
        var parameters = new HashMap<String, String>();
        filters.forEach(filter -> parameters.merge(
                (filter.negated() ? "!" : "") + filter.attribute().apiName(),
                // A value that is absent is told from one that is empty.
                filter.values().stream()
                        .map(value -> value == null ? "-" : "=" + value.length() + ":" + value)
                        .sorted()
                        .collect(joining()),
                (one, other) -> one + "&" + other));
        return parameters;
    }
}
