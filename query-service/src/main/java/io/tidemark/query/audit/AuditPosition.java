package io.tidemark.query.audit;

import io.tidemark.platform.paging.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: before the event with this time and id. */
record AuditPosition(Instant time, UUID id) {

    /** PostgreSQL's calendar ends before Java's does. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static @Nullable AuditPosition parse(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var values = Cursor.decode(cursor, 2);
        try {
            var time = Instant.parse(values.get(0));
            if (time.isAfter(LATEST) || time.isBefore(Instant.EPOCH)) {
                throw Cursor.malformed();
            }
            return new AuditPosition(time, UUID.fromString(values.get(1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Cursor.malformed();
        }
    }

    static List<String> of(AuditEvent last) {
        return List.of(last.time().toString(), last.id().toString());
    }
}
