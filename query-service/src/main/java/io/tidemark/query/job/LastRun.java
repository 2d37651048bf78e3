package io.tidemark.query.job;

/** The last run that succeeded: when it ended, in seconds of the epoch, and how many seconds it took. */
record LastRun(double endedAt, double seconds) {

    /** No run yet: a gauge without a value. */
    static final LastRun NONE = new LastRun(Double.NaN, Double.NaN);
}
