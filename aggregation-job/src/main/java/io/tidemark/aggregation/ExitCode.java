package io.tidemark.aggregation;

/** What the process exits with. Schedulers may retry 1 at once; 2 never helps to retry; 3 has waited already. */
final class ExitCode {

    /** All was done, or there was nothing to do. */
    static final int SUCCESS = 0;

    /** Something failed; the summary names it, and the next run makes up for it. */
    static final int FAILURE = 1;

    /** The command line makes no sense, a day asked for is not over or not kept, or production takes no such risk. */
    static final int REFUSED = 2;

    /** Another run was at work for as long as this one waited; it did nothing. */
    static final int BUSY = 3;

    /** Reconciliation found differences, whether or not it was asked to repair them. */
    static final int DIFFERENCES = 4;

    private ExitCode() {}
}
