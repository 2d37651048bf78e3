package io.tidemark.rollups.roll;

import java.time.Instant;

/** A half-open range of time. */
record Span(Instant from, Instant to) {

    /** The shortest span that holds both. */
    Span with(Span other) {
        return new Span(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }
}
