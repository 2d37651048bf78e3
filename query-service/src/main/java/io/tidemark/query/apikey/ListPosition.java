package io.tidemark.query.apikey;

import io.tidemark.platform.paging.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: after the key made then. */
record ListPosition(@Nullable Instant created, @Nullable UUID id) {

    static ListPosition parse(@Nullable String cursor) {
        if (cursor == null) {
            return new ListPosition(null, null);
        }
        var values = Cursor.decode(cursor, 2);
        try {
            var created = Instant.parse(values.get(0));
            if (created.isAfter(NewKey.LATEST) || created.isBefore(Instant.EPOCH)) {
                throw Cursor.malformed();
            }
            return new ListPosition(created, UUID.fromString(values.get(1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Cursor.malformed();
        }
    }

    static List<String> after(ApiKey key) {
        return List.of(key.createdAt().toString(), key.id().toString());
    }
}
