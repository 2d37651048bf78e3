package io.tidemark.ingest.event;

import java.util.List;

/**
 * What became of the events of a request.
 *
 * @param accepted now stored for the first time
 * @param duplicates stored before, or more than once in the same request
 */
record Receipt(int accepted, int duplicates, List<Rejection> rejected) {}
