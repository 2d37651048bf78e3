package io.tidemark.rollups.cell;

import static java.util.stream.Collectors.joining;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cells as the rows that they are stored in. */
public final class PackedRows {

    /** The columns of a packed row that hold cells: type, dimensions and measures, in the order of their declaration. */
    public static final String COLUMNS = Stream.of(
                    Stream.of("type"),
                    Arrays.stream(Dimension.values()).map(Dimension::column),
                    Arrays.stream(Measure.values()).map(Measure::column))
            .flatMap(columns -> columns)
            .collect(joining(", "));

    /** Nearly always they are all the same: to see that takes half of the time of sending them. */
    private static final String TYPE =
            "array_send(CASE WHEN r.type <@ r.type[1:1] THEN r.type[1:1] ELSE r.type END) AS type";

    private static final int OWN_COLUMNS = 5;

    private PackedRows() {}

    /** The INSERT of one row, to be run with a batch of {@link #of}. */
    public static String insert(Grain grain) {
        var columns = OWN_COLUMNS + 1 + Dimension.values().length + Measure.values().length;
        return """
                INSERT INTO %s (tenant_id, cube, bucket, level, cells, %s)
                VALUES (%s)
                """.formatted(
                        grain.table(),
                        COLUMNS,
                        IntStream.rangeClosed(1, columns).mapToObj(i -> "$" + i).collect(joining(", ")));
    }

    /** All columns that hold cells, of a table {@code r}, as {@link CellReader} takes them. */
    public static String sent() {
        return sent(EnumSet.allOf(Dimension.class), EnumSet.allOf(Measure.class));
    }

    /** Type, dimensions and measures, of a table {@code r}, as {@link CellReader} takes them. */
    public static String sent(Collection<Dimension> dimensions, Collection<Measure> measures) {
        return Stream.of(
                        Stream.of(TYPE),
                        dimensions.stream().map(Dimension::column).map(PackedRows::sent),
                        measures.stream().map(Measure::column).map(PackedRows::sent))
                .flatMap(columns -> columns)
                .collect(joining(", "));
    }

    private static String sent(String column) {
        return "array_send(r.%1$s) AS %1$s".formatted(column);
    }

    /** Rows of the cells of a cube, each made when it is asked for. */
    public static Stream<Tuple> of(UUID tenant, Cube cube, int level, CellBlock cells) {
        return Packing.parts(cells).stream().map(part -> row(tenant, cube, level, cells, part));
    }

    /** How many cells such a row has. */
    public static long cells(Tuple row) {
        return row.getInteger(OWN_COLUMNS - 1);
    }

    private static Tuple row(UUID tenant, Cube cube, int level, CellBlock cells, Packing.Part part) {
        var row = Tuple.tuple()
                .addValue(tenant)
                .addValue((short) cube.id())
                .addValue(Micros.timestamp(part.bucket()))
                .addValue((short) level)
                .addValue(part.cells().length);
        addColumns(row, cells, part.cells());
        return row;
    }

    private static void addColumns(Tuple row, CellBlock cells, int[] places) {
        row.addValue(values(new String[places.length], cells.vocabulary.types(), cells.types, places));
        for (var dimension : Dimension.values()) {
            var keys = cells.keys.get(dimension);
            row.addValue(
                    keys == null || isNothing(keys, places)
                            ? null
                            : values(array(dimension, places.length), cells.vocabulary.of(dimension), keys, places));
        }
        for (var measure : Measure.values()) {
            row.addValue(measure == Measure.LATENCY ? latencies(cells, places) : measure(cells, measure, places));
        }
    }

    private static boolean isNothing(int[] keys, int[] places) {
        return Arrays.stream(places).allMatch(place -> keys[place] == Dictionary.NULL);
    }

    private static @Nullable Object[] values(
            @Nullable Object[] values, Dictionary dictionary, int[] keys, int[] places) {
        for (var i = 0; i < places.length; i++) {
            values[i] = dictionary.value(keys[places[i]]);
        }
        return values;
    }

    private static @Nullable Object[] array(Dimension dimension, int length) {
        return switch (dimension) {
            case STATUS -> new Short[length];
            case ERROR -> new Boolean[length];
            case AGENT -> new UUID[length];
            case CLIENT -> new Integer[length];
            case API,
                    ROUTE,
                    GROUPS,
                    METHOD,
                    ERROR_TYPE,
                    ERROR_CATEGORY,
                    CONSUMER,
                    USER,
                    DOMAIN,
                    COUNTRY,
                    PROTOCOL,
                    ENVIRONMENT,
                    PATH -> new String[length];
        };
    }

    private static @Nullable Object latencies(CellBlock cells, int[] places) {
        var stored = cells.latencies;
        if (stored == null) {
            return null;
        }
        var values = Arrays.stream(places).mapToObj(place -> stored[place]).toArray(String[]::new);
        return Arrays.stream(values).allMatch(value -> value == null) ? null : values;
    }

    private static @Nullable Object measure(CellBlock cells, Measure measure, int[] places) {
        var sums = cells.measures.get(measure);
        var nothing = measure.merge().nothing();
        if (sums == null || Arrays.stream(places).allMatch(place -> sums[place] == nothing)) {
            return null;
        }
        if (measure.isTime()) {
            return Arrays.stream(places)
                    .mapToObj(place -> Micros.timestamp(sums[place]))
                    .toArray(OffsetDateTime[]::new);
        }
        // NULL takes a bit, and most cells have none of most things that go wrong.
        return Arrays.stream(places)
                .mapToObj(place -> sums[place] == nothing ? null : (Long) sums[place])
                .toArray(Long[]::new);
    }
}
