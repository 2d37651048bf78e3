package io.tidemark.alert.log;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the log; what is null or empty does not narrow.
 *
 * @param seen true: only those that were seen; false: only the others
 * @param from the earliest instant
 * @param to the instant before which they lie
 */
record EventQuery(
        @Nullable UUID alert,
        List<String> severities,
        List<String> types,
        @Nullable Boolean seen,
        @Nullable Instant from,
        @Nullable Instant to) {

    EventQuery {
        severities = List.copyOf(severities);
        types = List.copyOf(types);
    }

    static final EventQuery ALL = new EventQuery(null, List.of(), List.of(), null, null, null);
}
