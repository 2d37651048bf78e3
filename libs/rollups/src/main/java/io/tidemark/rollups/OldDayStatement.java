package io.tidemark.rollups;

/**
 * The statement that adds the events of some batches of one tenant straight to their days: to those that begin before the
 * first hour that is kept, so that they cannot be made of hours any more. They are complete as days, before and after.
 * Runs beside {@link RollStatement}, in its transaction.
 *
 * <p>Parameters: $1 tenant; $2 the batches ({@code bigint[]}); $3 and $4 the first and the last UTC day of their events
 * ({@code date}); of the local days $5 the starts and $6 the ends ({@code timestamptz[]}), and $7 the days ({@code
 * date[]}). Answers {@code cells}, how many were written.
 */
public final class OldDayStatement {

    public static final String SQL = """
              WITH fact AS MATERIALIZED (
                       SELECT d.start_time AS day,
                              %1$s
                         FROM event AS e
                         JOIN unnest($5::timestamptz[], $6::timestamptz[]) AS d (start_time, end_time)
                           ON e."time" >= d.start_time AND e."time" < d.end_time
                        WHERE tenant_id = $1
                          AND batch_id = ANY ($2::bigint[])
                          AND day BETWEEN $3::date AND $4::date
                   ),
                   cell (set, bucket, %2$s) AS MATERIALIZED (
                %3$s
                UNION ALL
                %4$s
                   ),
                   days AS (
                %5$s
                   ),
                   complete AS (
                       INSERT INTO aggregated_day (tenant_id, day, bucket)
                       SELECT $1, d.day, d.start_time
                         FROM unnest($7::date[], $5::timestamptz[], $6::timestamptz[])
                              AS d (day, start_time, end_time)
                        WHERE d.start_time < d.end_time
                          AND d.start_time IN (SELECT bucket FROM cell)
                           ON CONFLICT (tenant_id, day) DO NOTHING
                   )
            SELECT coalesce(sum(cells), 0) AS cells
              FROM days
            """.formatted(
                    Facts.OF_EVENTS,
                    Columns.ofCell(),
                    new CubeSets(cube -> cube.keeps(MeasureSet.DISTRIBUTION), grain -> grain == Grain.DAY).select(),
                    new CubeSets(cube -> !cube.keeps(MeasureSet.DISTRIBUTION), grain -> grain == Grain.DAY).select(),
                    RollStatement.insert(Grain.DAY));

    private OldDayStatement() {}
}
