package io.tidemark.rollups.cell;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Measure;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** Adds up cells that a cube does not tell apart. */
public final class Grouping {

    /** The bucket of what is to be left out. */
    public static final long NOWHERE = Long.MIN_VALUE;

    private static final int NONE = -1;

    private final CellBlock from;
    private final long[] buckets;
    private final int[][] keys;

    /** Of each cell of {@code from}, the place of the cell that it is added to. */
    private final int[] places;

    /** Of each cell made, the first one that was added to it. */
    private int[] firsts = new int[1024];

    private int[] hashes = new int[1024];
    private int[] table = new int[4096];
    private int size;

    private Grouping(CellBlock from, Cube cube) {
        this.from = from;
        this.buckets = new long[from.size()];
        this.places = new int[from.size()];
        this.keys = from.keys.entrySet().stream()
                .filter(column -> cube.dimensions().contains(column.getKey()))
                .map(Map.Entry::getValue)
                .toArray(int[][]::new);
        Arrays.fill(table, NONE);
    }

    /**
     * The cells of a cube.
     *
     * @param bucketOf the bucket to count a cell in, given its own bucket or the time of the event: microseconds, or {@link
     *     #NOWHERE}
     */
    public static CellBlock of(CellBlock from, Cube cube, LongUnaryOperator bucketOf) {
        var grouping = new Grouping(from, cube);
        grouping.place(bucketOf);
        return grouping.addUp(cube);
    }

    private void place(LongUnaryOperator bucketOf) {
        for (var i = 0; i < buckets.length; i++) {
            buckets[i] = bucketOf.applyAsLong(from.buckets[i]);
            places[i] = buckets[i] == NOWHERE ? NONE : find(i, hash(i));
        }
    }

    /** Neighbouring numbers must come far apart: a cell is looked for from its slot onwards. */
    private int hash(int cell) {
        var hash = mixed(buckets[cell] + from.types[cell]);
        for (var column : keys) {
            hash = mixed(hash + column[cell]);
        }
        return (int) hash;
    }

    private static long mixed(long value) {
        var product = value * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 32;
    }

    private int find(int cell, int hash) {
        var slot = hash & table.length - 1;
        while (table[slot] != NONE) {
            var place = table[slot];
            if (hashes[place] == hash && isSame(firsts[place], cell)) {
                return place;
            }
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = size;
        return add(cell, hash);
    }

    private boolean isSame(int one, int other) {
        if (buckets[one] != buckets[other] || from.types[one] != from.types[other]) {
            return false;
        }
        for (var column : keys) {
            if (column[one] != column[other]) {
                return false;
            }
        }
        return true;
    }

    private int add(int cell, int hash) {
        if (size == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        firsts[size] = cell;
        hashes[size] = hash;
        size++;
        if (2 * size > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        table = new int[2 * table.length];
        Arrays.fill(table, NONE);
        for (var place = 0; place < size; place++) {
            var slot = hashes[place] & table.length - 1;
            while (table[slot] != NONE) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = place;
        }
    }

    private CellBlock addUp(Cube cube) {
        var cells = new CellBlock(from.vocabulary, firstsOf(buckets), firstsOf(from.types), size);
        from.keys.forEach((dimension, column) -> {
            if (cube.dimensions().contains(dimension)) {
                cells.keys.put(dimension, firstsOf(column));
            }
        });
        from.measures.forEach((measure, column) -> {
            if (cube.keeps(measure)) {
                cells.measures.put(measure, sumsOf(measure, column));
            }
        });
        if (cube.keeps(Measure.LATENCY) && from.latencies != null) {
            cells.latencies = Histograms.merge(from.latencies, places, size);
        }
        return cells;
    }

    private int[] firstsOf(int[] column) {
        var values = new int[size];
        Arrays.setAll(values, place -> column[firsts[place]]);
        return values;
    }

    private long[] firstsOf(long[] column) {
        var values = new long[size];
        Arrays.setAll(values, place -> column[firsts[place]]);
        return values;
    }

    private long[] sumsOf(Measure measure, long[] column) {
        var sums = new long[size];
        Arrays.fill(sums, measure.merge().nothing());
        for (var i = 0; i < places.length; i++) {
            var place = places[i];
            if (place != NONE) {
                sums[place] = switch (measure.merge()) {
                    case COUNT, SUM, HISTOGRAM -> Math.addExact(sums[place], column[i]);
                    case MIN -> Math.min(sums[place], column[i]);
                    case MAX -> Math.max(sums[place], column[i]);
                };
            }
        }
        return sums;
    }
}
