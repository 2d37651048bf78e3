package io.tidemark.rollups;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/**
 * The statement that makes one local day of one tenant, all its cubes, from its hours. What was made before has been
 * deleted; whoever runs it holds the tenant's lock.
 *
 * <p>Parameters: $1 tenant; $2 and $3 the start and the end of the day. Answers {@code cells}, how many were written, and
 * {@code events}.
 */
public final class DayStatement {

    public static final String SQL = """
              WITH cell AS (
                       SELECT cube, $2::timestamptz AS bucket, 0 AS level, type, %1$s, %2$s
                         FROM (SELECT cube, unnest(type) AS type, %3$s, %4$s
                                 FROM rollup_hour
                                WHERE tenant_id = $1
                                  AND cube IN (%5$s)
                                  AND bucket >= $2::timestamptz
                                  AND bucket < $3::timestamptz) AS unpacked
                        GROUP BY cube, type, %1$s
                   ),
                   made AS (
                %6$s
                   )
            SELECT (SELECT coalesce(sum(cells), 0) FROM made)::bigint AS cells,
                   (SELECT coalesce(sum(events), 0) FROM cell WHERE cube = %7$d)::bigint AS events
            """.formatted(
                    Columns.dimensions(Dimension::column),
                    Columns.measures(measure -> measure.ofCells() + " AS " + measure.column()),
                    Columns.dimensions(d -> "unnest(%1$s) AS %1$s".formatted(d.column())),
                    Columns.measures(m -> "unnest(%1$s) AS %1$s".formatted(m.column())),
                    Arrays.stream(Cube.values())
                            .map(cube -> Integer.toString(cube.id()))
                            .collect(joining(", ")),
                    Cells.insert(Grain.DAY, "cell", Measure::compacted),
                    Cube.TOTAL.id());

    private DayStatement() {}
}
