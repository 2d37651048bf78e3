package io.tidemark.rollups;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;

/** The cells in the packed rows of a rollup table. */
public final class Cells {

    // Enough to make the row's own columns cheap, few enough to unpack in memory.
    private static final int PER_ROW = 4096;

    // Neighbours that resemble each other compress well.
    private static final String ORDER = """
            api COLLATE "C", route COLLATE "C", method, status, consumer COLLATE "C", user_id COLLATE "C", path COLLATE "C\"""";

    private Cells() {}

    /**
     * A SELECT of cells, to which the caller adds a WHERE that names columns of the packed rows as {@code r}: {@code
     * r.tenant_id}, {@code r.cube}, {@code r.bucket}. Answers bucket, type and the columns asked for. A cell may come
     * more than once.
     */
    public static String unpacked(Grain grain, Collection<Dimension> dimensions, Collection<Measure> measures) {
        return "SELECT r.bucket, unnest(r.type) AS type%s%s FROM %s AS r"
                .formatted(unnest(dimensions, Dimension::column), unnest(measures, Measure::column), grain.table());
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
                        ORDER,
                        PER_ROW,
                        from);
    }

    private static String array(String column, String condition) {
        return "CASE WHEN %s THEN array_agg(%s) END".formatted(condition, column);
    }

    private static <T> String unnest(Collection<T> columns, Function<T, String> name) {
        return columns.stream()
                .map(name)
                .flatMap(column -> Stream.of(", unnest(r.%1$s) AS %1$s".formatted(column)))
                .collect(joining());
    }
}
