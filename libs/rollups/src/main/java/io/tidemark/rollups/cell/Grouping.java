package io.tidemark.rollups.cell;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Measure;
import io.tidemark.rollups.Merge;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * Adds up cells that a cube does not tell apart, some at a time. It holds the sums, and some histograms that are not in
 * them yet. Not thread-safe.
 */
public final class Grouping {

    /** The bucket of what is to be left out. */
    public static final long NOWHERE = Long.MIN_VALUE;

    private static final int NONE = HashIndex.NONE;

    /** Of a sum: its bucket, its type, and its place in the index. */
    private static final int OF_SUM = 48;

    /** Of a column: grown to one and a half. */
    private static final int OF_COLUMN = 12;

    private final LongUnaryOperator bucketOf;
    private final List<Dimension> dimensions;
    private final CellBlock sums;
    private final Histograms histograms;

    /** Of the sums, dimension by dimension. */
    private int[][] sumKeys;

    /** Of these columns. */
    private int capacity;

    private final HashIndex index = new HashIndex();

    /**
     * @param vocabulary of all that is to be added
     * @param dimensions what sums are told apart by, beside bucket and type
     * @param bucketOf the bucket to count a cell in, given its own bucket or the time of the event: microseconds, or {@link
     *     #NOWHERE}
     */
    Grouping(
            Vocabulary vocabulary,
            Set<Dimension> dimensions,
            Set<Measure> measures,
            Histograms histograms,
            LongUnaryOperator bucketOf) {
        this.histograms = histograms;
        this.bucketOf = bucketOf;
        this.dimensions = List.copyOf(dimensions);
        this.sums = new CellBlock(vocabulary, dimensions, measures);
        this.sumKeys = columns(sums);
        this.capacity = sums.buckets.length;
    }

    /** The cells of a cube, see {@link #Grouping}. */
    public static CellBlock of(CellBlock from, Cube cube, LongUnaryOperator bucketOf) {
        var grouping = new Grouping(from.vocabulary, cube.dimensions(), cube.measures(), new Histograms(0), bucketOf);
        grouping.add(from);
        return grouping.cells();
    }

    /** Adds cells, or events. */
    void add(CellBlock cells) {
        var places = places(cells);
        sums.measures.forEach((measure, sum) -> {
            var column = cells.measures.get(measure);
            if (column != null) {
                add(measure.merge(), column, sum, places);
            }
        });
        if (sums.latencies != null && cells.latencies != null) {
            histograms.add(cells.latencies, places);
        }
    }

    int size() {
        return sums.size();
    }

    /** About how much memory the sums take. */
    long bytes() {
        return sums.size() * (OF_SUM + (long) OF_COLUMN * (dimensions.size() + sums.measures.size()))
                + histograms.bytes();
    }

    /** The sums, each once. */
    CellBlock cells() {
        if (sums.latencies != null) {
            sums.latencies = histograms.sums(sums.size());
        }
        return sums;
    }

    /** Of each cell, the place of the sum that it is added to. */
    private int[] places(CellBlock cells) {
        var before = sums.size();
        var places = new int[cells.size()];
        var keys = columns(cells);
        for (var i = 0; i < places.length; i++) {
            var bucket = bucketOf.applyAsLong(cells.buckets[i]);
            places[i] = bucket == NOWHERE ? NONE : place(bucket, cells.types[i], keys, i);
        }
        sums.measures.forEach((measure, sum) ->
                Arrays.fill(sum, before, sums.size(), measure.merge().nothing()));
        return places;
    }

    private int[][] columns(CellBlock cells) {
        return dimensions.stream()
                .map(dimension -> Objects.requireNonNull(cells.keys.get(dimension)))
                .toArray(int[][]::new);
    }

    private int place(long bucket, int type, int[][] keys, int cell) {
        var hash = hash(bucket, type, keys, cell);
        var slot = index.slot(hash);
        while (index.at(slot) != NONE) {
            var place = index.at(slot);
            if (sums.buckets[place] == bucket && sums.types[place] == type && isSame(place, keys, cell)) {
                return place;
            }
            slot = index.next(slot, hash);
        }
        index.add(slot, hash);
        return newSum(bucket, type, keys, cell);
    }

    /** Neighbouring numbers must come far apart: a cell is looked for from its slot onwards. */
    private static int hash(long bucket, int type, int[][] keys, int cell) {
        var hash = mixed(bucket + type);
        for (var column : keys) {
            hash = mixed(hash + column[cell]);
        }
        return (int) hash;
    }

    private static long mixed(long value) {
        var product = value * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 32;
    }

    private boolean isSame(int place, int[][] keys, int cell) {
        for (var i = 0; i < keys.length; i++) {
            if (sumKeys[i][place] != keys[i][cell]) {
                return false;
            }
        }
        return true;
    }

    private int newSum(long bucket, int type, int[][] keys, int cell) {
        var place = sums.add();
        // Columns that are full are replaced by longer ones.
        if (place == capacity) {
            capacity = sums.buckets.length;
            sumKeys = columns(sums);
        }
        sums.buckets[place] = bucket;
        sums.types[place] = type;
        for (var i = 0; i < keys.length; i++) {
            sumKeys[i][place] = keys[i][cell];
        }
        return place;
    }

    private static void add(Merge merge, long[] column, long[] sums, int[] places) {
        switch (merge) {
            case COUNT, SUM, HISTOGRAM -> {
                for (var i = 0; i < places.length; i++) {
                    if (places[i] != NONE) {
                        sums[places[i]] = Math.addExact(sums[places[i]], column[i]);
                    }
                }
            }
            case MIN -> {
                for (var i = 0; i < places.length; i++) {
                    if (places[i] != NONE) {
                        sums[places[i]] = Math.min(sums[places[i]], column[i]);
                    }
                }
            }
            case MAX -> {
                for (var i = 0; i < places.length; i++) {
                    if (places[i] != NONE) {
                        sums[places[i]] = Math.max(sums[places[i]], column[i]);
                    }
                }
            }
        }
    }
}
