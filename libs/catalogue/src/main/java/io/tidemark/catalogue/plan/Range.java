package io.tidemark.catalogue.plan;

import java.time.Instant;

/**
 * A half-open range of time.
 *
 * @param widenFrom whether the start may move back to a bucket that is kept, as that of a relative range may
 * @param widenTo the same of the end, forward
 * @param yielding whether either may do so if nothing could answer otherwise
 */
public record Range(Instant from, Instant to, boolean widenFrom, boolean widenTo, boolean yielding) {

    public Range {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from is not before to");
        }
    }

    /** Answered exactly or not at all. */
    public static Range exactly(Instant from, Instant to) {
        return new Range(from, to, false, false, false);
    }

    /** Such as the last 24 hours: its bounds may be widened to what is kept. */
    public static Range about(Instant from, Instant to) {
        return asked(from, true, to, true);
    }

    /** What came before something: its start may move back to what is kept, its end stays where that begins. */
    public static Range before(Instant from, Instant to) {
        return new Range(from, to, true, false, false);
    }

    /** As somebody asks who is told what was answered: exactly if that can be, but rather for more than not at all. */
    public static Range asked(Instant from, boolean fromIsRelative, Instant to, boolean toIsRelative) {
        return new Range(from, to, fromIsRelative, toIsRelative, true);
    }
}
