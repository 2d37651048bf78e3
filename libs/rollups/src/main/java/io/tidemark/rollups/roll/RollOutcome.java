package io.tidemark.rollups.roll;

/** How one step of a tenant ended. */
public sealed interface RollOutcome {

    /**
     * The step is committed.
     *
     * @param events events rolled up; 0 if none waited
     * @param cells cells that they were counted in
     * @param more whether batches were left for the next step
     */
    record Rolled(long events, long cells, boolean more) implements RollOutcome {}

    /** Another process works on the tenant at the moment; nothing was done. */
    record Busy() implements RollOutcome {}
}
