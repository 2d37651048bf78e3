package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A query asked of a range.
 *
 * @param params by name; numbers, or their decimal notation. What the query does not use but another one does is ignored
 * @param bucket {@code 1m 5m 15m 1h 6h 1d 1w 1M} or {@code auto}; absent: by the length of the range
 * @param groupBy breaks the answer down further: scalars become items, series one series for each key
 * @param zone of buckets, weekdays and hours; absent: the home zone
 * @param anchor if present, buckets are counted from here instead of being aligned to the clock; they end here, too,
 *     and the range is answered exactly or not at all
 */
public record Question(
        QueryDefinition query,
        TimeBound from,
        TimeBound to,
        List<Filter> filters,
        Map<String, Object> params,
        Optional<String> bucket,
        List<Attribute> groupBy,
        Optional<ZoneId> zone,
        Optional<Compare> compare,
        Optional<Instant> anchor) {

    public Question {
        filters = List.copyOf(filters);
        params = Map.copyOf(params);
        groupBy = List.copyOf(groupBy);
    }

    public static Question of(QueryDefinition query, TimeBound from, TimeBound to) {
        return new Question(
                query,
                from,
                to,
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** All that shape the answer: what is grouped by, filtered by, or counted. */
    public Set<Attribute> attributes() {
        var all = EnumSet.noneOf(Attribute.class);
        all.addAll(Evaluation.attributes(query));
        all.addAll(groupBy);
        filters.forEach(filter -> all.add(filter.attribute()));
        return all;
    }

    public Question filtered(List<Filter> all) {
        return new Question(query, from, to, all, params, bucket, groupBy, zone, compare, anchor);
    }

    public Question with(Map<String, Object> all) {
        return new Question(query, from, to, filters, all, bucket, groupBy, zone, compare, anchor);
    }

    public Question per(String label) {
        return new Question(query, from, to, filters, params, Optional.of(label), groupBy, zone, compare, anchor);
    }

    public Question by(List<Attribute> attributes) {
        return new Question(query, from, to, filters, params, bucket, attributes, zone, compare, anchor);
    }

    public Question in(ZoneId other) {
        return new Question(query, from, to, filters, params, bucket, groupBy, Optional.of(other), compare, anchor);
    }

    public Question comparedWith(Compare earlier) {
        return new Question(query, from, to, filters, params, bucket, groupBy, zone, Optional.of(earlier), anchor);
    }

    public Question anchoredAt(Instant instant) {
        return new Question(query, from, to, filters, params, bucket, groupBy, zone, compare, Optional.of(instant));
    }
}
