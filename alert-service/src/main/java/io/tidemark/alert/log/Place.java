package io.tidemark.alert.log;

import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where an event stands in the log, which is sorted by time and, of the same instant, as things came about. */
record Place(Instant time, long sequence, UUID id) {

    private static final int PARTS = 3;

    static List<String> of(AlertEvent event) {
        return List.of(
                event.time().toString(),
                Long.toString(event.sequence()),
                event.id().toString());
    }

    /** @throws ProblemException 400 {@code INVALID_CURSOR} if it is none of ours */
    static Place decode(String cursor) {
        var parts = Cursor.decode(cursor, PARTS);
        try {
            return new Place(Instant.parse(parts.get(0)), Long.parseLong(parts.get(1)), UUID.fromString(parts.get(2)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.malformed();
        }
    }
}
