package io.tidemark.query.criteria;

import static java.util.stream.Collectors.joining;

import io.tidemark.catalogue.TimeBound;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.rollups.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** The range at that moment; relative bounds may be widened to what is kept. */
    public Range rangeAt(Instant now) {
        return new Range(from.at(now), to.at(now), from.isRelative(), to.isRelative());
    }

    /** What passes the filters; requests only, unless other types of event are asked for. */
    public Aggregation requests(Range range, Measure... measures) {
        var byType = filters.stream().anyMatch(filter -> filter.attribute() == Attribute.TYPE);
        var filtered = Aggregation.of(range, measures).where(filters);
        return byType ? filtered : filtered.where(Filter.of(Attribute.TYPE, REQUEST));
    }

    /** The same before the range, as long as it. */
    public static Range before(Range range) {
        var length = Duration.between(range.from(), range.to());
        return new Range(range.from().minus(length), range.from(), range.widenFrom(), false);
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
