package io.tidemark.rollups.cell;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads stored cells of a cube, and adds up what belongs together as it reads, so that it never holds many more. */
public final class CellReader {

    private static final int SMALL = 50_000;

    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());
    private static final List<Measure> MEASURES = List.of(Measure.values());

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
        this.kept = MEASURES.stream().filter(cube::keeps).collect(Collectors.toSet());
        this.cells = new CellBlock(new Vocabulary(), cube.dimensions(), kept);
    }

    /**
     * Adds the cells of a packed row.
     *
     * @param columns where its {@link PackedRows#COLUMNS} begin
     */
    public void add(Row row, OffsetDateTime bucket, int columns) {
        var types = row.getArrayOfStrings(columns);
        var start = Micros.of(bucket);
        var first = cells.size();
        for (var type : types) {
            var cell = cells.add();
            cells.buckets[cell] = start;
            cells.types[cell] = cells.vocabulary.types().idOf(type);
        }
        for (var dimension : cube.dimensions()) {
            addKeys(dimension, first, (Object[]) row.getValue(columns + 1 + DIMENSIONS.indexOf(dimension)));
        }
        for (var measure : kept) {
            addMeasure(measure, first, (Object[])
                    row.getValue(columns + 1 + DIMENSIONS.size() + MEASURES.indexOf(measure)));
        }
        if (cells.size() >= limit) {
            addUp();
            limit = cells.size() + SMALL;
        }
    }

    /** All cells, each once. */
    public CellBlock cells() {
        addUp();
        return cells;
    }

    private void addUp() {
        cells = Grouping.of(cells, cube, bucketOf);
    }

    private void addKeys(Dimension dimension, int first, @Nullable Object @Nullable [] values) {
        var column = Objects.requireNonNull(cells.keys.get(dimension));
        var dictionary = cells.vocabulary.of(dimension);
        for (var cell = first; cell < cells.size(); cell++) {
            column[cell] = values == null ? Dictionary.NULL : dictionary.idOf(values[cell - first]);
        }
    }

    private void addMeasure(Measure measure, int first, @Nullable Object @Nullable [] values) {
        if (measure == Measure.LATENCY) {
            addLatencies(first, values);
            return;
        }
        var column = Objects.requireNonNull(cells.measures.get(measure));
        for (var cell = first; cell < cells.size(); cell++) {
            column[cell] = number(measure, values == null ? null : values[cell - first]);
        }
    }

    private void addLatencies(int first, @Nullable Object @Nullable [] values) {
        if (cells.latencies != null) {
            for (var cell = first; cell < cells.size(); cell++) {
                cells.latencies[cell] = values == null ? null : (String) values[cell - first];
            }
        }
    }

    private static long number(Measure measure, @Nullable Object value) {
        return switch (value) {
            case null -> measure.merge().nothing();
            case OffsetDateTime time -> Micros.of(time);
            default -> ((Number) value).longValue();
        };
    }
}
