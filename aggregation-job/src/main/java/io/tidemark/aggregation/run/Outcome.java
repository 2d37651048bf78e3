package io.tidemark.aggregation.run;

import io.vertx.core.json.JsonObject;

/** How a command ended. */
public sealed interface Outcome {

    /** The work was done, perhaps with failures; the summary says which. */
    record Finished(JsonObject summary, boolean succeeded) implements Outcome {}

    /** Nothing was asked of the job, and nothing was done but to record it. */
    record Skipped(String reason) implements Outcome {}

    /** The request makes no sense, or production takes no such risk; nothing was done. */
    record Refused(String reason) implements Outcome {}

    /** Another run held the guard for too long; nothing was done. */
    record Busy() implements Outcome {}
}
