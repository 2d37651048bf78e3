package io.tidemark.rollups;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.function.Function;

/** Lists of columns, in the order in which rollup statements name them. */
final class Columns {

    private Columns() {}

    static String dimensions(Function<Dimension, String> sql) {
        return Arrays.stream(Dimension.values()).map(sql).collect(joining(", "));
    }

    static String measures(Function<Measure, String> sql) {
        return Arrays.stream(Measure.values()).map(sql).collect(joining(", "));
    }

    /** Type, dimensions and measures: what makes a cell. */
    static String ofCell() {
        return "type, %s, %s".formatted(dimensions(Dimension::column), measures(Measure::column));
    }
}
