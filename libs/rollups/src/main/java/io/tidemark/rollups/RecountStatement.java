package io.tidemark.rollups;

/**
 * The statement that counts the events of one tenant and some time again and says where the rollups of a grain differ.
 * Whoever runs it holds the tenant's lock: events that do not wait are then exactly those that the rollups count.
 *
 * <p>Parameters: $1 tenant; $2 and $3 the beginning and the end of the time, both beginnings of buckets; $4 width ({@code
 * interval}) and $5 origin of the buckets; $6 how many differences to tell at most. Answers {@code total}, how many there
 * are, {@code cube}, {@code bucket}, {@code cell} (type and dimensions as JSON, without those that it has not), {@code
 * measure}, and the values {@code stored} and {@code counted}, as text or NULL for 0 or nothing.
 */
public final class RecountStatement {

    private RecountStatement() {}

    public static String of(Grain grain) {
        return """
              WITH fact AS MATERIALIZED (
                       SELECT date_bin($4::interval, "time", $5::timestamptz) AS %1$s,
                              %2$s
                         FROM event
                        WHERE tenant_id = $1
                          AND day BETWEEN ($2::timestamptz AT TIME ZONE 'UTC')::date
                                      AND ($3::timestamptz AT TIME ZONE 'UTC')::date
                          AND "time" >= $2::timestamptz
                          AND "time" < $3::timestamptz
                          AND %3$s
                   ),
                   cell (set, bucket, %4$s) AS MATERIALIZED (
                %5$s
                UNION ALL
                %6$s
                   ),
                   counted AS (
                       SELECT true AS fresh, cube, bucket, type, %17$s, %8$s
                         FROM (SELECT %9$s AS cube, * FROM cell) AS c
                   ),
                   stored AS (
                       SELECT false AS fresh, cube, bucket, type, %17$s, %10$s
                         FROM (SELECT cube, bucket, unnest(type) AS type, %11$s, %12$s
                                 FROM %13$s
                                WHERE tenant_id = $1
                                  AND bucket >= $2::timestamptz
                                  AND bucket < $3::timestamptz) AS unpacked
                        GROUP BY cube, bucket, type, %7$s
                   ),
                   pair AS (
                       SELECT cube, bucket, type, %7$s, %14$s
                         FROM (SELECT * FROM counted UNION ALL SELECT * FROM stored) AS either
                        GROUP BY cube, bucket, type, %7$s
                   ),
                   difference AS (
                       SELECT p.cube, p.bucket, jsonb_strip_nulls(jsonb_build_object('type', type, %15$s)) AS cell,
                              m.measure, m.stored, m.counted
                         FROM pair AS p
                        CROSS JOIN LATERAL (VALUES %16$s) AS m (measure, stored, counted)
                        WHERE m.stored IS DISTINCT FROM m.counted
                   )
            SELECT count(*) OVER () AS total, cube, bucket, cell::text AS cell, measure, stored, counted
              FROM difference
             ORDER BY bucket, cube, cell, measure
             LIMIT $6
            """.formatted(
                grain.label(),
                Facts.OF_EVENTS,
                Events.ROLLED_UP,
                Columns.ofCell(),
                new CubeSets(cube -> cube.keeps(MeasureSet.DISTRIBUTION), candidate -> candidate == grain).select(),
                new CubeSets(cube -> !cube.keeps(MeasureSet.DISTRIBUTION), candidate -> candidate == grain).select(),
                Columns.dimensions(Dimension::column),
                Columns.measures(m -> RepairStatement.ifKept(m, m.ofFreshCell()) + " AS " + m.column()),
                CubeSet.cubeOf("set"),
                Columns.measures(m -> RepairStatement.ifKept(m, m.ofStoredCell()) + " AS " + m.column()),
                Columns.dimensions(d -> "unnest(%1$s) AS %1$s".formatted(d.column())),
                Columns.measures(m -> "unnest(%1$s) AS %1$s".formatted(m.column())),
                grain.table(),
                Columns.measures(RecountStatement::side),
                Columns.dimensions(d -> "'%1$s', %1$s".formatted(d.column())),
                Columns.measures(RecountStatement::compared),
                // A dimension that no cube of the grain keeps is nothing of no type.
                Columns.dimensions(d -> "%1$s::text AS %1$s".formatted(d.column())));
    }

    /** Each side has a cell once at most. */
    private static String side(Measure measure) {
        return """
                max(%1$s) FILTER (WHERE fresh) AS counted_%1$s, max(%1$s) FILTER (WHERE NOT fresh) AS stored_%1$s""".formatted(measure.column());
    }

    private static String compared(Measure measure) {
        return "('%s', %s, %s)"
                .formatted(
                        measure.column(),
                        measure.orNothing("stored_" + measure.column()),
                        measure.orNothing("counted_" + measure.column()));
    }
}
