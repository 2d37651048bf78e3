package io.tidemark.aggregation.retention;

/** What became of a partition that is over. */
enum Expiry {
    DROPPED,
    /** Some of its events are not rolled up yet. */
    WAITING,
    /** It was filled by backfill within the last 48 hours. */
    BACKFILLED,
    /** Somebody was at work on the table all the time. */
    BUSY
}
