package io.tidemark.catalogue.plan;

import java.time.Instant;

/**
 * A half-open range of time.
 *
 * @param widenFrom whether the start may move back to a bucket that is kept, as that of a relative range may
 * @param widenTo the same of the end, forward
 */
public record Range(Instant from, Instant to, boolean widenFrom, boolean widenTo) {

    public Range {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from is not before to");
        }
    }

    /** Answered exactly or not at all. */
    public static Range exactly(Instant from, Instant to) {
        return new Range(from, to, false, false);
    }

    /** Such as the last 24 hours: its bounds may be widened to what is kept. */
    public static Range about(Instant from, Instant to) {
        return new Range(from, to, true, true);
    }
}
