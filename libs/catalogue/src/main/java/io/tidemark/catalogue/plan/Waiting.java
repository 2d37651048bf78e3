package io.tidemark.catalogue.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * Batches of events that are not rolled up yet.
 *
 * @param events how many events they hold
 * @param minTime the earliest of them; without batches it means nothing
 * @param maxTime the latest of them; without batches it means nothing
 */
record Waiting(List<Long> batches, long events, Instant minTime, Instant maxTime) {

    static final Waiting NONE = new Waiting(List.of(), 0, Instant.EPOCH, Instant.EPOCH);

    Waiting {
        batches = List.copyOf(batches);
    }

    /** The least of the batches, of which there must be one. */
    long oldest() {
        return Collections.min(batches);
    }

    /** The greatest of the batches, of which there must be one. */
    long newest() {
        return Collections.max(batches);
    }

    boolean overlaps(Span span) {
        return !batches.isEmpty() && minTime.isBefore(span.to()) && !maxTime.isBefore(span.from());
    }
}
