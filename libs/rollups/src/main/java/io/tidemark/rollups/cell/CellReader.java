package io.tidemark.rollups.cell;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Measure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads stored cells of a cube, and adds up what belongs together as it reads. Not thread-safe. */
public final class CellReader {

    private final Set<Dimension> dimensions;
    private final Set<Measure> measures;
    private final List<CellFilter> filters;
    private final LongUnaryOperator bucketOf;
    private final Vocabulary vocabulary = new Vocabulary();
    private final Grouping sums;

    /** What is being read of a row. */
    private byte[] buffer = {};

    /**
     * Of all cells of a cube.
     *
     * @param bucketOf the bucket to count a cell in, given its own: microseconds
     */
    public CellReader(Cube cube, LongUnaryOperator bucketOf) {
        this(cube.dimensions(), cube.measures(), List.of(), 0, bucketOf);
    }

    /**
     * Of some cells.
     *
     * @param dimensions what sums are told apart by, beside bucket and type
     * @param filters all of which a cell must pass
     * @param histograms how many are added up at once, and not when all cells are read: each takes 4 kB
     * @param bucketOf the bucket to count a cell in, given its own: microseconds, or {@link Grouping#NOWHERE}
     */
    public CellReader(
            Set<Dimension> dimensions,
            Set<Measure> measures,
            List<CellFilter> filters,
            int histograms,
            LongUnaryOperator bucketOf) {
        this.dimensions = Set.copyOf(dimensions);
        this.measures = Set.copyOf(measures);
        this.filters = List.copyOf(filters);
        this.bucketOf = bucketOf;
        this.sums = new Grouping(
                vocabulary, dimensions, measures, new Histograms(histograms), LongUnaryOperator.identity());
    }

    /**
     * Adds the cells of a packed row.
     *
     * @param row {@code bucket}, {@code cells}, how many, and {@link PackedRows#sent} of all dimensions that are grouped or
     *     filtered by, and of all measures
     */
    public void add(Row row) {
        int count = row.getInteger("cells");
        var buckets = new long[count];
        Arrays.fill(buckets, bucketOf.applyAsLong(Micros.of(row.getOffsetDateTime("bucket"))));
        var cells = new CellBlock(vocabulary, buckets, types(count, sent(row, "type")));
        for (var dimension : dimensions) {
            cells.keys.put(dimension, keys(row, count, dimension));
        }
        filters.forEach(filter -> drop(row, cells, filter));
        for (var measure : measures) {
            var values = sent(row, measure.column());
            if (values != null && measure == Measure.LATENCY) {
                cells.latencies = latencies(count, values);
            } else if (values != null) {
                cells.measures.put(measure, numbers(count, values, measure));
            }
        }
        sums.add(cells);
    }

    private void drop(Row row, CellBlock cells, CellFilter filter) {
        var values = filter.dimension().map(vocabulary::of).orElseGet(vocabulary::types);
        var numbers = filter.dimension()
                .map(dimension -> cells.keys.containsKey(dimension)
                        ? cells.keys.get(dimension)
                        : keys(row, cells.size(), dimension))
                .orElse(cells.types);
        for (var cell = 0; cell < numbers.length; cell++) {
            if (!filter.passes(values, numbers[cell])) {
                cells.buckets[cell] = Grouping.NOWHERE;
            }
        }
    }

    /** One stands for all. */
    private int[] types(int count, @Nullable SentArray values) {
        if (values == null || values.count() > 1) {
            return keys(count, values, vocabulary.types(), SentArray::text);
        }
        var types = new int[count];
        Arrays.fill(types, keys(1, values, vocabulary.types(), SentArray::text)[0]);
        return types;
    }

    private int[] keys(Row row, int count, Dimension dimension) {
        return keys(count, sent(row, dimension.column()), vocabulary.of(dimension), array -> array.value(dimension));
    }

    /** A column, until the next one is asked for. */
    private @Nullable SentArray sent(Row row, String column) {
        @Nullable Buffer sent = row.getDelegate().getBuffer(column);
        if (sent == null) {
            return null;
        }
        if (sent.length() > buffer.length) {
            buffer = new byte[2 * sent.length()];
        }
        sent.getBytes(buffer);
        return new SentArray(buffer, sent.length());
    }

    /** How many sums there are so far. */
    public int size() {
        return sums.size();
    }

    /** About how much memory the sums and their values take. */
    public long bytes() {
        return sums.bytes() + vocabulary.bytes();
    }

    /** All cells, each once. */
    public CellBlock cells() {
        return sums.cells();
    }

    private static int[] keys(
            int count, @Nullable SentArray values, Dictionary dictionary, Function<SentArray, Object> value) {
        var column = new int[count];
        if (values == null) {
            return column;
        }
        var last = -1;
        for (var cell = 0; cell < count; cell++) {
            if (!values.next()) {
                column[cell] = Dictionary.NULL;
                last = -1;
            } else if (last >= 0 && values.isSameAs(last)) {
                // Neighbours often have the same.
                column[cell] = column[cell - 1];
            } else {
                column[cell] = dictionary.idOf(values, value);
                last = values.position();
            }
        }
        return column;
    }

    private static long[] numbers(int count, SentArray values, Measure measure) {
        var column = new long[count];
        for (var cell = 0; cell < count; cell++) {
            if (!values.next()) {
                column[cell] = measure.merge().nothing();
            } else {
                column[cell] = measure.isTime() ? values.time() : values.number();
            }
        }
        return column;
    }

    private static @Nullable String[] latencies(int count, SentArray values) {
        var column = new String[count];
        for (var cell = 0; cell < count; cell++) {
            column[cell] = values.next() ? values.text() : null;
        }
        return column;
    }
}
