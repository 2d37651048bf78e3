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
     * {@link #OF_EVENTS} of the events of some batches: $1 tenant, $2 the batches ({@code bigint[]}), ascending, or events
     * are missed, $3 and $4 the first and the last UTC day of their events. The range of batches says nothing new, but how
     * rare they are: else PostgreSQL may take the primary key for the shorter way, and read all of the tenant's days. Where
     * it has no statistics it does that anyway; ingest-service sees that today has some.
     */
    public static final String OF_BATCHES = """
            SELECT %s
              FROM event
             WHERE tenant_id = $1
               AND batch_id = ANY ($2::bigint[])
               AND batch_id BETWEEN ($2::bigint[])[1] AND ($2::bigint[])[cardinality($2::bigint[])]
               AND day BETWEEN $3::date AND $4::date
            """.formatted(OF_EVENTS);

    /** The names of these columns. */
    static final String COLUMNS = "type, " + Columns.dimensions(Dimension::column) + ", " + QUANTITIES;

    private Facts() {}
}
