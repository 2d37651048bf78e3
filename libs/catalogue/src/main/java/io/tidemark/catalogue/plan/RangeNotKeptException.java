package io.tidemark.catalogue.plan;

import java.time.Instant;

/** Nothing that could answer the question is kept for all of the range. */
public final class RangeNotKeptException extends RuntimeException {

    private final Instant earliestFrom;

    RangeNotKeptException(Instant earliestFrom) {
        super("kept from " + earliestFrom + " on");
        this.earliestFrom = earliestFrom;
    }

    /**
     * With this start, and all else equal, the question can be answered, even if it is asked a little later. If the range
     * ends before anything that is kept: with this start, up to now.
     */
    public Instant earliestFrom() {
        return earliestFrom;
    }
}
