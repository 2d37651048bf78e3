package io.tidemark.query.cache;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Computes what was not kept, all of it together. */
@FunctionalInterface
public interface Computation {

    /**
     * Begins to compute.
     *
     * @param places which of the questions are to be answered, by their place in the list
     * @param asOf the moment that the bodies are not older than, to the millisecond
     * @return for each place its body to come, in the same order; each is subscribed to once
     */
    List<? extends Uni<?>> begin(List<Integer> places, Instant asOf);
}
