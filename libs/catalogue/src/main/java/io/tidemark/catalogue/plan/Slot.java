package io.tidemark.catalogue.plan;

import java.time.Instant;

/**
 * A bucket of an answer, from start to before end.
 *
 * @param complete whether the range covers all of it and it is over
 */
public record Slot(Instant start, Instant end, boolean complete) {}
