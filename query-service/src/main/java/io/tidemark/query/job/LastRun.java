package io.tidemark.query.job;

/** The last run that succeeded: when it ended, in seconds of the epoch, and how many seconds it took. */
record LastRun(double endedAt, double seconds) {

    /** Not known yet: a gauge without a value. */
    static final LastRun UNKNOWN = new LastRun(Double.NaN, Double.NaN);

    /** None has succeeded: long ago, so that this is not taken for all being well. */
    static final LastRun NEVER = new LastRun(0, Double.NaN);
}
