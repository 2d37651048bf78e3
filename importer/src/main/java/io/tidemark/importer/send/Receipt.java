package io.tidemark.importer.send;

import java.util.List;

/** What became of the events of a batch that the API read. */
record Receipt(long accepted, long duplicates, List<Rejection> rejected) {

    /** An event that was not stored, by its position in the batch. */
    record Rejection(int index, String reason) {}
}
