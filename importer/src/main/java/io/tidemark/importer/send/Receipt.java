package io.tidemark.importer.send;

import java.util.List;

/** What became of the events of a batch that the API read. */
record Receipt(long accepted, long duplicates, List<Rejection> rejected) {

    /** @param index position in the batch */
    record Rejection(int index, String reason) {}
}
