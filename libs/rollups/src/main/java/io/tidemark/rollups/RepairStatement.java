package io.tidemark.rollups;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/**
 * The statement that counts what is stored again: it adds the events of one tenant and some time that do not wait to every
 * cube, by minutes and by hours, once the rollups of that time have been deleted. It does in SQL what the roller does in
 * memory, so that either proves the other.
 *
 * <p>Parameters: $1 tenant; $2 the beginning and the end of the time ({@code timestamptz[]}); $3 and $4 its first and last
 * UTC day ({@code date}); $5 width ({@code interval}) and $6 origin of the tenant's {@link HourGrid}; $7 and $8 the floors
 * of minutes and hours: buckets that begin earlier are left out. Answers {@code cells}, how many were written.
 */
public final class RepairStatement {

    public static final String SQL = """
              WITH fact AS MATERIALIZED (
                       SELECT CASE WHEN minute >= $7::timestamptz THEN minute END AS minute,
                              CASE WHEN hour >= $8::timestamptz THEN hour END AS hour,
                              %1$s
                         FROM (SELECT date_bin('1 minute', "time", 'epoch') AS minute,
                                      date_bin($5::interval, "time", $6::timestamptz) AS hour,
                                      %2$s
                                 FROM event
                                WHERE tenant_id = $1
                                  AND "time" >= ($2::timestamptz[])[1]
                                  AND "time" < ($2::timestamptz[])[2]
                                  AND %8$s
                                  AND day BETWEEN $3::date AND $4::date) AS e
                   ),
                   cell (set, bucket, %3$s) AS MATERIALIZED (
                %4$s
                UNION ALL
                %5$s
                   ),
                   minutes AS (
                %6$s
                   ),
                   hours AS (
                %7$s
                   )
            SELECT (SELECT coalesce(sum(cells), 0) FROM minutes) + (SELECT coalesce(sum(cells), 0) FROM hours) AS cells
            """.formatted(
                    Facts.COLUMNS,
                    Facts.OF_EVENTS,
                    Columns.ofCell(),
                    new CubeSets(cube -> cube.keeps(MeasureSet.DISTRIBUTION), grain -> grain != Grain.DAY).select(),
                    new CubeSets(cube -> !cube.keeps(MeasureSet.DISTRIBUTION), grain -> grain != Grain.DAY).select(),
                    insert(Grain.MINUTE),
                    insert(Grain.HOUR),
                    Events.ROLLED_UP);

    private RepairStatement() {}

    /** An INSERT of the cells of a grain, from {@code cell (set, bucket, <columns>)}. */
    private static String insert(Grain grain) {
        var cells = "(SELECT %s AS cube, 0 AS level, * FROM cell WHERE %s AND bucket IS NOT NULL) AS fresh"
                .formatted(CubeSet.cubeOf("set"), CubeSet.isOf(grain, "set"));
        return Cells.insert(grain, cells, RepairStatement::stored);
    }

    private static String stored(Measure measure) {
        return ifKept(measure, measure.packed());
    }

    /** Only what the cube keeps. */
    static String ifKept(Measure measure, String value) {
        var without = Arrays.stream(Cube.values())
                .filter(cube -> !cube.keeps(measure))
                .map(cube -> Integer.toString(cube.id()))
                .collect(joining(", "));
        return without.isEmpty() ? value : "CASE WHEN cube NOT IN (%s) THEN %s END".formatted(without, value);
    }
}
