package io.tidemark.catalogue.plan;

import java.util.List;

/**
 * What an aggregation amounts to.
 *
 * @param cells one for each bucket and key that has events, in the order of the ranking, else of the keys, then of time;
 *     without buckets and keys always exactly one
 * @param slots the buckets of the answer, ascending, with and without events; none if not asked for
 */
public record Result(List<Cell> cells, List<Slot> slots, Provenance provenance) {

    public Result {
        cells = List.copyOf(cells);
        slots = List.copyOf(slots);
    }
}
