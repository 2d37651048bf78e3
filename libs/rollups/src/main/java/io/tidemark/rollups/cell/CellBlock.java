package io.tidemark.rollups.cell;

import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Measure;
import io.tidemark.rollups.Merge;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Cells, column by column: the n-th elements of all arrays are the n-th cell. An event is a cell of its own. Not
 * thread-safe.
 */
public final class CellBlock {

    private static final int INITIAL = 1024;

    /** What the numbers in {@link #types} and {@link #keys} stand for. */
    final Vocabulary vocabulary;

    /** Starts of their buckets, or the times of events, in microseconds since 1970. */
    long[] buckets;

    int[] types;

    /** Without dimensions that none has. */
    final Map<Dimension, int[]> keys = new EnumMap<>(Dimension.class);

    /** Without measures that none has, and without {@link #latencies}. */
    final Map<Measure, long[]> measures = new EnumMap<>(Measure.class);

    /** Stored histograms, or null if none has one. */
    @Nullable
    String @Nullable [] latencies;

    private int size;

    /** Of cells to be added. */
    CellBlock(Vocabulary vocabulary, Set<Dimension> dimensions, Set<Measure> kept) {
        this(vocabulary, dimensions, kept, INITIAL);
    }

    /** Of cells to be added, with room for some; it grows when there are more. */
    CellBlock(Vocabulary vocabulary, Set<Dimension> dimensions, Set<Measure> kept, int capacity) {
        this(vocabulary, new long[capacity], new int[capacity], 0);
        dimensions.forEach(dimension -> keys.put(dimension, new int[capacity]));
        for (var measure : kept) {
            if (measure == Measure.LATENCY) {
                latencies = new String[capacity];
            } else {
                measures.put(measure, new long[capacity]);
            }
        }
    }

    /** Of cells that there are already. */
    CellBlock(Vocabulary vocabulary, long[] buckets, int[] types) {
        this(vocabulary, buckets, types, buckets.length);
    }

    private CellBlock(Vocabulary vocabulary, long[] buckets, int[] types, int size) {
        this.vocabulary = vocabulary;
        this.buckets = buckets;
        this.types = types;
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** Of a cell: the start of its bucket, or the time of the event, or what they were mapped to. */
    public long bucket(int cell) {
        return buckets[cell];
    }

    /** Of a cell: the type of its events. */
    public String type(int cell) {
        return String.valueOf(vocabulary.types().value(types[cell]));
    }

    /** Of a cell: the value of a dimension of the block, in the type of its column. */
    public @Nullable Object key(Dimension dimension, int cell) {
        var column = keys.get(dimension);
        return column == null ? null : vocabulary.of(dimension).value(column[cell]);
    }

    /** Of a cell: a measure other than {@link Measure#LATENCY}; what {@link Merge#nothing} says if there is none. */
    public long measure(Measure measure, int cell) {
        var column = measures.get(measure);
        return column == null ? measure.merge().nothing() : column[cell];
    }

    /** Of a cell: its stored histogram. */
    public @Nullable String latency(int cell) {
        return latencies == null ? null : latencies[cell];
    }

    /** Of all cells. */
    public long sum(Measure measure) {
        var column = measures.get(measure);
        return column == null ? 0 : Arrays.stream(column, 0, size).sum();
    }

    /** The buckets that there are cells of, or the times of events, in any order. */
    public LongStream buckets() {
        return Arrays.stream(buckets, 0, size).distinct();
    }

    /** The place of a new cell, all of whose values are to be set. */
    int add() {
        if (size == buckets.length) {
            grow(size + Math.max(INITIAL, size / 2));
        }
        return size++;
    }

    private void grow(int capacity) {
        buckets = Arrays.copyOf(buckets, capacity);
        types = Arrays.copyOf(types, capacity);
        keys.replaceAll((dimension, column) -> Arrays.copyOf(column, capacity));
        measures.replaceAll((measure, column) -> Arrays.copyOf(column, capacity));
        latencies = latencies == null ? null : Arrays.copyOf(latencies, capacity);
    }
}
