package io.tidemark.rollups.cell;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads stored cells of a cube, and adds up what belongs together as it reads, so that it never holds many more. */
public final class CellReader {

    private static final int SMALL = 50_000;

    private final Cube cube;
    private final Set<Measure> kept;
    private final LongUnaryOperator bucketOf;
    private CellBlock cells;
    private int limit = SMALL;

    /**
     * @param bucketOf the bucket to count a cell in, given its own or the one that it is counted in: microseconds
     */
    public CellReader(Cube cube, LongUnaryOperator bucketOf) {
        this.cube = cube;
        this.bucketOf = bucketOf;
        this.kept = Arrays.stream(Measure.values()).filter(cube::keeps).collect(Collectors.toSet());
        this.cells = new CellBlock(new Vocabulary(), cube.dimensions(), kept);
    }

    /**
     * Adds the cells of a packed row.
     *
     * @param row {@code bucket}, {@code cells}, how many, and {@link PackedRows#sent}
     */
    public void add(Row row) {
        int count = row.getInteger("cells");
        var first = cells.size();
        var start = Micros.of(row.getOffsetDateTime("bucket"));
        for (var i = 0; i < count; i++) {
            var cell = cells.add();
            cells.buckets[cell] = start;
        }
        var types = cells.vocabulary.types();
        addKeys(cells.types, first, sent(row, "type"), types, SentArray::text);
        for (var dimension : cube.dimensions()) {
            addKeys(
                    Objects.requireNonNull(cells.keys.get(dimension)),
                    first,
                    sent(row, dimension.column()),
                    cells.vocabulary.of(dimension),
                    array -> array.value(dimension));
        }
        for (var measure : kept) {
            addMeasure(measure, first, sent(row, measure.column()));
        }
        if (cells.size() >= limit) {
            addUp();
            limit = Math.max(SMALL, cells.size() / 2 * 3);
        }
    }

    private static @Nullable SentArray sent(Row row, String column) {
        @Nullable Buffer buffer = row.getBuffer(column);
        return buffer == null ? null : new SentArray(buffer.getBytes());
    }

    /** All cells, each once. */
    public CellBlock cells() {
        addUp();
        return cells;
    }

    private void addUp() {
        cells = Grouping.of(cells, cube, bucketOf);
    }

    private void addKeys(
            int[] column,
            int first,
            @Nullable SentArray values,
            Dictionary dictionary,
            Function<SentArray, Object> value) {
        var last = -1;
        for (var cell = first; cell < cells.size(); cell++) {
            if (values == null || !values.next()) {
                column[cell] = Dictionary.NULL;
            } else if (last >= 0 && values.isSameAs(last)) {
                // Neighbours often have the same.
                column[cell] = column[cell - 1];
            } else {
                column[cell] = dictionary.idOf(value.apply(values));
            }
            last = column[cell] == Dictionary.NULL
                    ? -1
                    : Objects.requireNonNull(values).position();
        }
    }

    private void addMeasure(Measure measure, int first, @Nullable SentArray values) {
        if (measure == Measure.LATENCY) {
            addLatencies(first, values);
            return;
        }
        var column = Objects.requireNonNull(cells.measures.get(measure));
        for (var cell = first; cell < cells.size(); cell++) {
            if (values == null || !values.next()) {
                column[cell] = measure.merge().nothing();
            } else {
                column[cell] = measure.isTime() ? values.time() : values.number();
            }
        }
    }

    private void addLatencies(int first, @Nullable SentArray values) {
        if (cells.latencies != null) {
            for (var cell = first; cell < cells.size(); cell++) {
                cells.latencies[cell] = values == null || !values.next() ? null : values.text();
            }
        }
    }
}
