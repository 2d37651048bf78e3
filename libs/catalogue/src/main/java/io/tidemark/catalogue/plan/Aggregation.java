package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Measure;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is to be added up: measures of the events in a range that pass all filters, per bucket and key.
 *
 * @param groupBy the attributes that make up the key; none: one key for all
 * @param distinct if present: of which attribute the different values are counted, see {@link Cell#distinct()}
 * @param top if present: only the first keys
 */
public record Aggregation(
        Set<Measure> measures,
        List<Attribute> groupBy,
        List<Filter> filters,
        Range range,
        Optional<Bucket> bucket,
        Optional<Attribute> distinct,
        Optional<Top> top) {

    public Aggregation {
        // In the order of declaration, so that the SQL made of them is always the same.
        var ordered = EnumSet.of(Measure.EVENTS);
        ordered.addAll(measures);
        top.ifPresent(ranking -> {
            ordered.add(ranking.by());
            ranking.per().ifPresent(ordered::add);
        });
        if (ordered.contains(Measure.LATENCY)) {
            // No percentile lies outside.
            ordered.addAll(EnumSet.of(Measure.DURATION_MIN, Measure.DURATION_MAX));
        }
        measures = Collections.unmodifiableSet(ordered);
        groupBy = groupBy.stream().distinct().toList();
        filters = List.copyOf(filters);
        if (top.isPresent() && groupBy.isEmpty()) {
            throw new IllegalArgumentException("a ranking of nothing");
        }
    }

    /** Of all events in the range; {@link Measure#EVENTS} is always among the measures. */
    public static Aggregation of(Range range, Measure... measures) {
        var set = EnumSet.of(Measure.EVENTS, measures);
        return new Aggregation(set, List.of(), List.of(), range, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Aggregation by(Attribute... attributes) {
        return by(Arrays.asList(attributes));
    }

    public Aggregation by(List<Attribute> attributes) {
        return new Aggregation(measures, attributes, filters, range, bucket, distinct, top);
    }

    public Aggregation where(Filter... all) {
        return where(Arrays.asList(all));
    }

    /** In addition to the filters so far. */
    public Aggregation where(List<Filter> all) {
        var together = Stream.concat(filters.stream(), all.stream()).toList();
        return new Aggregation(measures, groupBy, together, range, bucket, distinct, top);
    }

    public Aggregation per(Bucket width) {
        return new Aggregation(measures, groupBy, filters, range, Optional.of(width), distinct, top);
    }

    public Aggregation countingDistinct(Attribute attribute) {
        return new Aggregation(measures, groupBy, filters, range, bucket, Optional.of(attribute), top);
    }

    public Aggregation first(Top ranking) {
        return new Aggregation(measures, groupBy, filters, range, bucket, distinct, Optional.of(ranking));
    }
}
