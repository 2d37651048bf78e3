package io.tidemark.rollups;

/**
 * The statement that merges packed rows of one tenant and one grain. Whoever runs it holds the tenant's lock.
 *
 * <p>Parameters: $1 tenant; $2 and $3 the first bucket looked at and the first one beyond; $4 buckets before this one are
 * over: all rows of such a bucket become one, once. Rows of a level are merged when there are {@value #FAN_IN}, in any
 * bucket; so a bucket that late events trickle into is not written again for each of them. Of much that is due, the
 * oldest buckets are merged, up to {@value #MOST_CELLS} cells, and more than that of one cube, bucket and level never: it
 * would gain little and take long. Answers {@code rows}, how many rows there were, and {@code cells}, how many cells are
 * left of them.
 */
public final class MergeStatement {

    static final int FAN_IN = 16;

    static final int MOST_CELLS = 200_000;

    private static final int FINAL_LEVEL = 100;

    private MergeStatement() {}

    public static String of(Grain grain) {
        return """
              WITH found AS (
                       SELECT cube, bucket, level, cells,
                              bucket < $4::timestamptz
                                  AND max(level) OVER (PARTITION BY cube, bucket) < %5$d AS over
                         FROM %1$s
                        WHERE tenant_id = $1
                          AND bucket >= $2::timestamptz
                          AND bucket < $3::timestamptz
                   ),
                   ripe AS (
                       SELECT cube, bucket, CASE WHEN NOT over THEN level END AS level,
                              CASE WHEN over THEN %5$d ELSE level + 1 END AS next, sum(cells) AS cells
                         FROM found
                        WHERE level < %5$d
                        GROUP BY 1, 2, 3, 4, over
                       HAVING count(*) >= CASE WHEN over THEN 2 ELSE %2$d END
                          AND sum(cells) <= %9$d
                   ),
                   due AS MATERIALIZED (
                       SELECT cube, bucket, level, next
                         FROM (SELECT *, sum(cells) OVER (ORDER BY bucket, cube, level) AS sum
                                 FROM ripe) AS summed
                        WHERE sum <= %9$d
                   ),
                   taken AS (
                       DELETE FROM %1$s AS r
                        USING due
                        WHERE r.tenant_id = $1
                          AND r.bucket >= $2::timestamptz
                          AND r.bucket < $3::timestamptz
                          AND r.cube = due.cube
                          AND r.bucket = due.bucket
                          AND r.level = coalesce(due.level, r.level)
                    RETURNING due.next, r.*
                   ),
                   cell AS (
                       SELECT cube, bucket, next AS level, type, %3$s, %4$s
                         FROM (SELECT cube, bucket, next, unnest(type) AS type, %6$s, %7$s
                                 FROM taken) AS unpacked
                        GROUP BY cube, bucket, next, type, %3$s
                   ),
                   merged AS (
                %8$s
                   )
            SELECT (SELECT count(*) FROM taken) AS rows,
                   (SELECT coalesce(sum(cells), 0) FROM merged) AS cells
            """.formatted(
                        grain.table(),
                        FAN_IN,
                        Columns.dimensions(Dimension::column),
                        Columns.measures(measure -> measure.ofCells() + " AS " + measure.column()),
                        FINAL_LEVEL,
                        Columns.dimensions(d -> "unnest(%1$s) AS %1$s".formatted(d.column())),
                        Columns.measures(m -> "unnest(%1$s) AS %1$s".formatted(m.column())),
                        Cells.insert(grain, "cell", Measure::compacted),
                        MOST_CELLS);
    }
}
