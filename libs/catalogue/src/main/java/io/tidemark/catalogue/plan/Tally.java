package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Measure;
import io.tidemark.rollups.cell.CellBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an aggregation adds up to, by bucket and key. Not thread-safe. */
final class Tally {

    /** Of a place and its sum, beside the sum's values. */
    private static final int OF_SUM = 240;

    /** Of copies of the histogram of a sum. */
    private static final int OF_HISTOGRAM = 4000;

    /** Of a different value of a sum. */
    private static final int OF_VALUE = 48;

    /**
     * Of what something is the sum.
     *
     * @param bucket its number, from 1
     */
    record Place(int bucket, List<@Nullable String> key) implements Comparable<Place> {

        /** By key first. */
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::key, AttributeText::compare).thenComparingInt(Place::bucket);

        /** Maps need it where many keys have the same hash, which whoever sends events may bring about. */
        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** An attribute, and which of its values pass. */
    private record Condition(Attribute attribute, Predicate<@Nullable String> passes) {}

    private final Aggregation aggregation;
    private final List<Measure> measures;
    private final Map<Place, Sum> sums = new HashMap<>();

    /** Neighbours often belong together. */
    private @Nullable Place lastPlace;

    private Sum lastSum;

    Tally(Aggregation aggregation) {
        this.aggregation = aggregation;
        this.measures = List.copyOf(aggregation.measures());
        this.lastSum = nothing();
    }

    Map<Place, Sum> sums() {
        return sums;
    }

    /** Of nothing yet. */
    Sum nothing() {
        return new Sum(measures);
    }

    /** About how much memory so many cells or events may take. */
    long bytes(long cells) {
        var ofSum = aggregation.groupBy().isEmpty() ? 0 : OF_SUM + Long.BYTES * measures.size();
        var ofHistogram = measures.contains(Measure.LATENCY) ? OF_HISTOGRAM : 0;
        return cells * (ofSum + ofHistogram + (aggregation.distinct().isPresent() ? OF_VALUE : 0));
    }

    /**
     * Adds cells whose buckets are numbers.
     *
     * @param filters that they have not passed yet
     */
    void add(CellBlock cells, List<Filter> filters) {
        var conditions = filters.stream()
                .map(filter -> new Condition(filter.attribute(), AttributeText.condition(filter)))
                .toList();
        for (var cell = 0; cell < cells.size(); cell++) {
            if (passes(conditions, cells, cell)) {
                add(cells, cell);
            }
        }
    }

    private static boolean passes(List<Condition> conditions, CellBlock cells, int cell) {
        for (var condition : conditions) {
            if (!condition.passes().test(text(cells, cell, condition.attribute()))) {
                return false;
            }
        }
        return true;
    }

    private void add(CellBlock cells, int cell) {
        var sum = at((int) cells.bucket(cell), key(cells, cell));
        sum.add(cells, cell);
        if (aggregation.distinct().isPresent()) {
            sum.addDifferent(text(cells, cell, aggregation.distinct().get()));
        }
    }

    private List<@Nullable String> key(CellBlock cells, int cell) {
        if (aggregation.groupBy().isEmpty()) {
            return List.of();
        }
        var key = new ArrayList<@Nullable String>(aggregation.groupBy().size());
        for (var attribute : aggregation.groupBy()) {
            key.add(text(cells, cell, attribute));
        }
        return key;
    }

    private static @Nullable String text(CellBlock cells, int cell, Attribute attribute) {
        var dimension = attribute.dimension();
        return AttributeText.of(
                attribute, cells.type(cell), dimension.isPresent() ? cells.key(dimension.get(), cell) : null);
    }

    /** The sum of a bucket and a key. */
    Sum at(int bucket, List<@Nullable String> key) {
        if (lastPlace == null
                || lastPlace.bucket() != bucket
                || !lastPlace.key().equals(key)) {
            lastPlace = new Place(bucket, key);
            lastSum = sums.computeIfAbsent(lastPlace, fresh -> nothing());
        }
        return lastSum;
    }
}
