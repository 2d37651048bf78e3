package io.tidemark.ingest.event;

import io.tidemark.events.Event;
import java.util.List;

/**
 * The events of one body, sorted into good and bad.
 *
 * @param bytes estimated size of the good ones in memory
 */
record Batch(List<Event> events, List<Rejection> rejected, long bytes) {

    int size() {
        return events.size() + rejected.size();
    }
}
