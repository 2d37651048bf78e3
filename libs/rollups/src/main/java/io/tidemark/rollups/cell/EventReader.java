package io.tidemark.rollups.cell;

import static java.util.Objects.requireNonNull;

import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Fact;
import io.tidemark.rollups.Facts;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events as cells, each in a bucket of its own time. */
public final class EventReader {

    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());
    private static final List<Measure> NUMBERS = Arrays.stream(Measure.values())
            .filter(measure -> measure != Measure.LATENCY)
            .toList();
    private static final int ERROR = 1 + DIMENSIONS.indexOf(Dimension.ERROR);
    private static final int QUANTITIES = 1 + DIMENSIONS.size();

    private final CellBlock cells;
    private final Map<Integer, String> histograms = new HashMap<>();

    /**
     * @param events how many are expected
     */
    public EventReader(int events) {
        cells = new CellBlock(
                new Vocabulary(), EnumSet.allOf(Dimension.class), EnumSet.allOf(Measure.class), Math.max(1, events));
    }

    /** The events of all rows. */
    public CellBlock cells() {
        return cells;
    }

    /** Adds a row of {@link Facts#OF_EVENTS}. Columns are looked up: to go through a map makes an object of each. */
    public void add(Row row) {
        var cell = cells.add();
        cells.types[cell] = cells.vocabulary.types().idOf(row.getValue(0));
        var position = 1;
        for (var dimension : DIMENSIONS) {
            requireNonNull(cells.keys.get(dimension))[cell] =
                    cells.vocabulary.of(dimension).idOf(row.getValue(position++));
        }
        var fact = fact(row);
        cells.buckets[cell] = fact.time();
        for (var measure : NUMBERS) {
            requireNonNull(cells.measures.get(measure))[cell] = measure.of(fact);
        }
        if (cells.latencies != null) {
            cells.latencies[cell] = fact.latencyBucket() == Fact.ABSENT ? null : histogram(fact.latencyBucket());
        }
    }

    private String histogram(int bucket) {
        return histograms.computeIfAbsent(bucket, Object::toString);
    }

    private static Fact fact(Row row) {
        return new Fact(
                Micros.of(row.getOffsetDateTime(QUANTITIES)),
                row.getBoolean(ERROR),
                (int) number(row, QUANTITIES + 7),
                Math.max(0, number(row, QUANTITIES + 1)),
                Math.max(0, number(row, QUANTITIES + 2)),
                number(row, QUANTITIES + 3),
                number(row, QUANTITIES + 4),
                number(row, QUANTITIES + 5),
                number(row, QUANTITIES + 6),
                (int) number(row, QUANTITIES + 8));
    }

    private static long number(Row row, int column) {
        @Nullable Object value = row.getValue(column);
        return value == null ? Fact.ABSENT : ((Number) value).longValue();
    }
}
