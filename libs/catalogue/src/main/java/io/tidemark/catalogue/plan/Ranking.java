package io.tidemark.catalogue.plan;

import io.tidemark.catalogue.plan.ResultReader.Line;
import io.tidemark.catalogue.plan.Tally.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what was added up in memory in order; the same lines in the same order as those of {@link AggregationSql}. */
final class Ranking {

    private final Aggregation aggregation;
    private final ResultReader reader;

    /** A key in all buckets, and what it ranks by. */
    private record Ranked(
            List<@Nullable String> key, @Nullable Double ratio, long amount) {}

    Ranking(Aggregation aggregation, ResultReader reader) {
        this.aggregation = aggregation;
        this.reader = reader;
    }

    List<Line> lines(Tally tally) {
        return aggregation
                .top()
                .map(top -> aggregation.bucket().isPresent() ? folded(top, tally) : first(top, tally.sums()))
                .orElseGet(() -> all(tally.sums()));
    }

    private List<Line> all(Map<Place, Sum> sums) {
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(Place::key, AttributeText::compare).thenComparingInt(Place::bucket)))
                .map(entry ->
                        line(entry.getKey().bucket(), Optional.of(entry.getKey().key()), entry.getValue(), null))
                .toList();
    }

    /** The first keys that count for anything. */
    private List<Line> first(Top top, Map<Place, Sum> sums) {
        var counting = sums.entrySet().stream()
                .filter(entry -> counts(top, entry.getValue()))
                .map(entry -> ranked(top, entry.getKey().key(), entry.getValue()))
                .toList();
        return least(counting.stream(), order(top), top.limit()).stream()
                .map(ranked -> {
                    var sum = Objects.requireNonNull(sums.get(new Place(1, ranked.key())));
                    return line(1, Optional.of(ranked.key()), sum, (long) counting.size());
                })
                .toList();
    }

    /** Every bucket of the first keys, and of all others together. */
    private List<Line> folded(Top top, Tally tally) {
        var sums = tally.sums();
        var totals = new HashMap<List<@Nullable String>, Sum>();
        sums.forEach((place, sum) ->
                totals.computeIfAbsent(place.key(), key -> tally.nothing()).add(sum));
        var ranked = totals.entrySet().stream().map(entry -> ranked(top, entry.getKey(), entry.getValue()));
        var buckets = new HashMap<List<@Nullable String>, Map<Integer, Sum>>();
        var first = least(ranked, order(top), top.limit());
        first.forEach(one -> buckets.put(one.key(), new TreeMap<>()));
        var rest = new TreeMap<Integer, Sum>();
        sums.forEach((place, sum) -> buckets.getOrDefault(place.key(), rest)
                .computeIfAbsent(place.bucket(), bucket -> tally.nothing())
                .add(sum));
        var lines = new ArrayList<Line>();
        for (var one : first) {
            Objects.requireNonNull(buckets.get(one.key()))
                    .forEach((bucket, sum) ->
                            lines.add(line(bucket, Optional.of(one.key()), sum, (long) totals.size())));
        }
        rest.forEach((bucket, sum) -> lines.add(line(bucket, Optional.empty(), sum, (long) totals.size())));
        return lines;
    }

    private Line line(int bucket, Optional<List<@Nullable String>> key, Sum sum, @Nullable Long groups) {
        return new Line(reader.cell(bucket, key, sum.values(), sum.latency(), sum.different()), groups);
    }

    /** Whether there is anything to rank. */
    private boolean counts(Top top, Sum sum) {
        return aggregation.distinct().isPresent()
                ? sum.different() > 0
                : sum.value(top.per().orElse(top.by())) > 0;
    }

    private Ranked ranked(Top top, List<@Nullable String> key, Sum sum) {
        if (aggregation.distinct().isPresent()) {
            return new Ranked(key, null, sum.different());
        }
        var amount = sum.value(top.by());
        var count = top.per().map(sum::value).orElse(0L);
        return new Ranked(
                key, count == 0 ? null : (double) amount / count, top.per().isPresent() ? 0 : amount);
    }

    /** What has no ratio comes last, and so does, of sums, none: all of them have one. */
    private static Comparator<Ranked> order(Top top) {
        Comparator<Double> ratios = top.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        var amounts = Comparator.comparingLong(Ranked::amount);
        return Comparator.comparing(Ranked::ratio, Comparator.nullsLast(ratios))
                .thenComparing(top.descending() ? amounts.reversed() : amounts)
                .thenComparing(Ranked::key, AttributeText::compare);
    }

    /** The least of them, in order: to sort them all would take longer than to add them up. */
    private static List<Ranked> least(Stream<Ranked> all, Comparator<Ranked> order, int limit) {
        var least = new PriorityQueue<>(order.reversed());
        all.forEach(one -> {
            if (least.size() < limit) {
                least.add(one);
            } else if (order.compare(one, least.element()) < 0) {
                least.remove();
                least.add(one);
            }
        });
        var ordered = new ArrayList<>(least);
        Collections.sort(ordered, order);
        return ordered;
    }
}
