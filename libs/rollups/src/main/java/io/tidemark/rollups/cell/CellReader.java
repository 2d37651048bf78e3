package io.tidemark.rollups.cell;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads stored cells of a cube, and adds up what belongs together as it reads. */
public final class CellReader {

    private final Cube cube;
    private final Set<Measure> kept;
    private final Vocabulary vocabulary = new Vocabulary();
    private final Grouping sums;

    /**
     * @param bucketOf the bucket to count a cell in, given its own: microseconds
     */
    public CellReader(Cube cube, LongUnaryOperator bucketOf) {
        this.cube = cube;
        this.kept = Grouping.kept(cube);
        this.sums = new Grouping(vocabulary, cube, bucketOf);
    }

    /**
     * Adds the cells of a packed row.
     *
     * @param row {@code bucket}, {@code cells}, how many, and {@link PackedRows#sent}
     */
    public void add(Row row) {
        int count = row.getInteger("cells");
        var buckets = new long[count];
        Arrays.fill(buckets, Micros.of(row.getOffsetDateTime("bucket")));
        var types = keys(count, sent(row, "type"), vocabulary.types(), SentArray::text);
        var cells = new CellBlock(vocabulary, buckets, types);
        for (var dimension : cube.dimensions()) {
            cells.keys.put(
                    dimension,
                    keys(
                            count,
                            sent(row, dimension.column()),
                            vocabulary.of(dimension),
                            array -> array.value(dimension)));
        }
        for (var measure : kept) {
            var values = sent(row, measure.column());
            if (values != null && measure == Measure.LATENCY) {
                cells.latencies = latencies(count, values);
            } else if (values != null) {
                cells.measures.put(measure, numbers(count, values, measure));
            }
        }
        sums.add(cells);
    }

    private static @Nullable SentArray sent(Row row, String column) {
        @Nullable Buffer buffer = row.getBuffer(column);
        return buffer == null ? null : new SentArray(buffer.getBytes());
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
                column[cell] = dictionary.idOf(value.apply(values));
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
