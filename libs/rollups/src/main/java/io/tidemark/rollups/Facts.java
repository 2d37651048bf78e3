package io.tidemark.rollups;

/** Raw events as measures and dimensions are taken from them: see {@link Measure#ofFacts}. */
public final class Facts {

    private static final String QUANTITIES =
            "\"time\", bytes_in, bytes_out, quantity, duration_us, overhead_us, backend_us, status_class, latency_bucket";

    /** The select list over {@code event}: type, all dimensions, and what measures refer to. */
    public static final String OF_EVENTS = """
            type, %s, "time", bytes_in, bytes_out, %s AS quantity, duration_us, overhead_us, backend_us, %s AS status_class, %s AS latency_bucket""".formatted(
                    Columns.dimensions(dimension -> dimension.ofEvent() + " AS " + dimension.column()),
                    Events.QUANTITY,
                    Events.STATUS_CLASS,
                    Events.LATENCY_BUCKET);

    /**
     * {@link #OF_EVENTS} of the events of some batches: $1 tenant, $2 the batches ({@code bigint[]}), $3 and $4 the first
     * and the last UTC day of their events.
     *
     * <p>They must be found by their batch. Without statistics, as in the first minutes of each day, or without the
     * parameters, PostgreSQL takes the primary key for the shorter way, and reads all of a tenant's day for each step. So
     * the tenant is put in a way that no index serves, and the batch twice, which makes it look rare.
     */
    public static final String OF_BATCHES = """
            SELECT %s
              FROM unnest($2::bigint[]) AS batch (id)
             CROSS JOIN LATERAL (SELECT *
                                   FROM event
                                  WHERE batch_id = batch.id
                                    AND batch_id BETWEEN batch.id AND batch.id
                                    AND day BETWEEN $3::date AND $4::date
                                    AND tenant_id IS NOT DISTINCT FROM $1
                                 OFFSET 0) AS event
            """.formatted(OF_EVENTS);

    /** The names of these columns. */
    static final String COLUMNS = "type, " + Columns.dimensions(Dimension::column) + ", " + QUANTITIES;

    private Facts() {}
}
