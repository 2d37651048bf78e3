package io.tidemark.rollups;

/** SQL expressions over a row of {@code event}, the same wherever raw events are counted. */
public final class Events {

    /** A request that was answered by 400 or above, or any event with an explicit error. Never NULL. */
    public static final String ERROR = "(type = 'request' AND coalesce(status, 0) >= 400 OR error_type IS NOT NULL)";

    /** 2 to 5 for a request with such a status; NULL for other types of event. */
    public static final String STATUS_CLASS = "CASE WHEN type = 'request' THEN status / 100 END";

    /** NULL in the table stands for 1. */
    public static final String QUANTITY = "coalesce(quantity, 1)";

    /** NULL without a duration. */
    public static final String LATENCY_BUCKET = "latency_bucket(duration_us)";

    /** Whether it is counted in the rollups: no longer in the queue. Of one tenant, which is $1. */
    static final String ROLLED_UP = """
            NOT EXISTS (SELECT FROM ingest_batch AS b WHERE b.tenant_id = $1 AND b.batch_id = event.batch_id)""";

    private Events() {}
}
