package io.tidemark.rollups;

import io.tidemark.rollups.cell.PackedRows;

/**
 * The statement that takes packed rows of one tenant and one grain out of the table that are to be merged. Whoever runs it
 * holds the tenant's lock and adds their cells again.
 *
 * <p>Parameters: $1 tenant; $2 and $3 the first bucket looked at and the first one beyond; $4 buckets before this one are
 * over: all rows of such a bucket become one, once. Rows of a level are merged when {@value #FAN_IN} transactions have
 * added some, in any bucket; so a bucket that late events trickle into is not written again for each of them. Rows are not
 * counted: what one merge adds may be many full ones, which another merge would only write again. Of much that is due, the
 * oldest buckets are merged, up to {@value #MOST_CELLS} cells, and more than that of one cube, bucket and level never: it
 * would gain little and take long. Answers {@code cube}, {@code next}, the level of what they become, {@code bucket},
 * {@code cells}, how many,
 * and {@link PackedRows#sent}.
 */
public final class MergeStatement {

    static final int FAN_IN = 16;

    static final int MOST_CELLS = 200_000;

    private static final int FINAL_LEVEL = 100;

    private MergeStatement() {}

    public static String of(Grain grain) {
        return """
              WITH found AS (
                       SELECT cube, bucket, level, cells, xmin::text AS added,
                              bucket < $4::timestamptz
                                  AND max(level) OVER (PARTITION BY cube, bucket) < %4$d AS over
                         FROM %1$s
                        WHERE tenant_id = $1
                          AND bucket >= $2::timestamptz
                          AND bucket < $3::timestamptz
                   ),
                   ripe AS (
                       SELECT cube, bucket, CASE WHEN NOT over THEN level END AS level,
                              CASE WHEN over THEN %4$d ELSE level + 1 END AS next, sum(cells) AS cells
                         FROM found
                        WHERE level < %4$d
                        GROUP BY 1, 2, 3, 4, over
                       HAVING CASE WHEN over THEN count(*) >= 2 ELSE count(DISTINCT added) >= %2$d END
                          AND sum(cells) <= %5$d
                   ),
                   due AS MATERIALIZED (
                       SELECT cube, bucket, level, next
                         FROM (SELECT *, sum(cells) OVER (ORDER BY bucket, cube, level) AS sum
                                 FROM ripe) AS summed
                        WHERE sum <= %5$d
                   )
            DELETE FROM %1$s AS r
             USING due
             WHERE r.tenant_id = $1
               AND r.bucket >= $2::timestamptz
               AND r.bucket < $3::timestamptz
               AND r.cube = due.cube
               AND r.bucket = due.bucket
               AND r.level = coalesce(due.level, r.level)
            RETURNING r.cube, due.next, r.bucket, r.cells, %3$s
            """.formatted(grain.table(), FAN_IN, PackedRows.sent(), FINAL_LEVEL, MOST_CELLS);
    }
}
