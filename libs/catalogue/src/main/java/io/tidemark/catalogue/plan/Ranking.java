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

    /** A key, and what it ranks by. */
    private record Ranked(Place place, @Nullable Double ratio, long amount) {}

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
                .sorted(Map.Entry.comparingByKey(Place.ORDER))
                .map(entry -> line(entry.getKey(), entry.getValue(), null))
                .toList();
    }

    /** The first keys that count for anything. */
    private List<Line> first(Top top, Map<Place, Sum> sums) {
        var counting = sums.entrySet().stream()
                .filter(entry -> counts(top, entry.getValue()))
                .map(entry -> ranked(top, entry.getKey(), entry.getValue()))
                .toList();
        return least(counting.stream(), order(top), top.limit()).stream()
                .map(ranked ->
                        line(ranked.place(), Objects.requireNonNull(sums.get(ranked.place())), (long) counting.size()))
                .toList();
    }

    /** Every bucket of the first keys, and of all others together. */
    private List<Line> folded(Top top, Tally tally) {
        var totals = totals(top, tally.sums());
        var ranked = totals.entrySet().stream().map(entry -> ranked(top, entry.getKey(), entry.getValue()));
        var first = least(ranked, order(top), top.limit());
        var buckets = new HashMap<Place, Map<Integer, Sum>>();
        first.forEach(one -> buckets.put(one.place(), new TreeMap<>()));
        var rest = new TreeMap<Integer, Sum>();
        tally.sums().forEach((place, sum) -> buckets.getOrDefault(inAllBuckets(place), rest)
                .computeIfAbsent(place.bucket(), bucket -> tally.nothing())
                .add(sum));
        var groups = (long) totals.size();
        var lines = new ArrayList<Line>();
        for (var one : first) {
            Objects.requireNonNull(buckets.get(one.place()))
                    .forEach((bucket, sum) ->
                            lines.add(line(new Place(bucket, one.place().key()), sum, groups)));
        }
        rest.forEach((bucket, sum) -> lines.add(line(bucket, Optional.empty(), sum, groups)));
        return lines;
    }

    /** Of what keys rank by, and of nothing else. */
    private static Map<Place, Sum> totals(Top top, Map<Place, Sum> sums) {
        var measures = Stream.concat(Stream.of(top.by()), top.per().stream())
                .distinct()
                .toList();
        var totals = new HashMap<Place, Sum>();
        sums.forEach((place, sum) -> totals.computeIfAbsent(inAllBuckets(place), key -> new Sum(measures))
                .add(sum));
        return totals;
    }

    private static Place inAllBuckets(Place place) {
        return new Place(0, place.key());
    }

    private Line line(Place place, Sum sum, @Nullable Long groups) {
        return line(place.bucket(), Optional.of(place.key()), sum, groups);
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

    private Ranked ranked(Top top, Place place, Sum sum) {
        if (aggregation.distinct().isPresent()) {
            return new Ranked(place, null, sum.different());
        }
        var amount = sum.value(top.by());
        var count = top.per().map(sum::value).orElse(0L);
        return new Ranked(
                place, count == 0 ? null : (double) amount / count, top.per().isPresent() ? 0 : amount);
    }

    /** What has no ratio comes last. Without ratios none of them tells keys apart. */
    private static Comparator<Ranked> order(Top top) {
        Comparator<Double> ratios = top.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        var amounts = Comparator.comparingLong(Ranked::amount);
        return Comparator.comparing(Ranked::ratio, Comparator.nullsLast(ratios))
                .thenComparing(top.descending() ? amounts.reversed() : amounts)
                .thenComparing(Ranked::place);
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
