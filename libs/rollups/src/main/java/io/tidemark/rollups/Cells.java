package io.tidemark.rollups;

import static io.tidemark.rollups.Dimension.API;
import static io.tidemark.rollups.Dimension.CONSUMER;
import static io.tidemark.rollups.Dimension.METHOD;
import static io.tidemark.rollups.Dimension.PATH;
import static io.tidemark.rollups.Dimension.ROUTE;
import static io.tidemark.rollups.Dimension.STATUS;
import static io.tidemark.rollups.Dimension.USER;
import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The cells in the packed rows of a rollup table. */
public final class Cells {

    /** Cells of a row at most: enough to make the row's own columns cheap, few enough to unpack in memory. */
    public static final int PER_ROW = 4096;

    /** What the cells of a row are in the order of: neighbours that resemble each other compress well. */
    public static final List<Dimension> ORDER = List.of(API, ROUTE, CONSUMER, METHOD, STATUS, USER, PATH);

    private Cells() {}

    /** Whether cells with the same value of the dimension are neighbours; a route belongs to one API, mostly. */
    public static boolean areOrderedBy(Cube cube, Dimension dimension) {
        var order = ORDER.stream().filter(cube.dimensions()::contains).toList();
        return order.indexOf(dimension) == (dimension == ROUTE && order.contains(API) ? 1 : 0);
    }

    /**
     * A SELECT of cells, to which the caller adds a WHERE that names columns of the packed rows as {@code r}: {@code
     * r.tenant_id}, {@code r.cube}, {@code r.bucket}. Answers bucket, type and the columns asked for. A cell may come
     * more than once.
     */
    public static String unpacked(Grain grain, Collection<Dimension> dimensions, Collection<Measure> measures) {
        return unpacked(grain, "r.%s", dimensions, measures);
    }

    /**
     * The same for a caller who wants the cells with one value of a dimension, and passes over the few others that come
     * along: of each row, what lies between the first and the last one is unpacked. That pays where cells {@link
     * #areOrderedBy} the dimension.
     *
     * @param value an SQL expression
     */
    public static String unpackedAround(
            Grain grain,
            Dimension dimension,
            String value,
            Collection<Dimension> dimensions,
            Collection<Measure> measures) {
        return "%s CROSS JOIN LATERAL array_positions(r.%s, %s) AS p"
                .formatted(
                        unpacked(grain, "r.%s[p[1]:p[cardinality(p)]]", dimensions, measures),
                        dimension.column(),
                        value);
    }

    /**
     * @param cells a column's cells
     */
    private static String unpacked(
            Grain grain, String cells, Collection<Dimension> dimensions, Collection<Measure> measures) {
        return Stream.of(
                        Stream.of("type"),
                        dimensions.stream().map(Dimension::column),
                        measures.stream().map(Measure::column))
                .flatMap(columns -> columns)
                .map(column -> "unnest(%s) AS %s".formatted(cells.formatted(column), column))
                .collect(joining(", ", "SELECT r.bucket, ", " FROM " + grain.table() + " AS r"));
    }

    /**
     * An INSERT into the table of a grain from cells {@code (cube, bucket, level, type, <dimensions>, <measures>)}, each once.
     *
     * @param from what follows FROM
     * @param measure a measure of these cells as it is to be stored
     */
    static String insert(Grain grain, String from, Function<Measure, String> measure) {
        return """
                INSERT INTO %1$s (tenant_id, cube, bucket, level, cells, %2$s)
                SELECT $1, cube, bucket, level, count(*), array_agg(type), %3$s, %4$s
                  FROM (SELECT cube, bucket, level, type, %5$s, %6$s,
                               (row_number() OVER (PARTITION BY cube, bucket, level ORDER BY %7$s) - 1) / %8$d AS part
                          FROM %9$s) AS c
                 GROUP BY cube, bucket, level, part
                RETURNING cells""".formatted(
                        grain.table(),
                        Columns.ofCell(),
                        Columns.dimensions(d -> array(d.column(), "count(%s) > 0".formatted(d.column()))),
                        Columns.measures(m -> array(m.column(), m.isWorthKeeping())),
                        Columns.dimensions(Dimension::column),
                        Columns.measures(m -> measure.apply(m) + " AS " + m.column()),
                        ORDER.stream().map(Cells::ordered).collect(joining(", ")),
                        PER_ROW,
                        from);
    }

    private static String array(String column, String condition) {
        return "CASE WHEN %s THEN array_agg(%s) END".formatted(condition, column);
    }

    private static String ordered(Dimension dimension) {
        return dimension == STATUS ? dimension.column() : dimension.column() + " COLLATE \"C\"";
    }
}
