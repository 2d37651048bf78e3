package io.tidemark.query.activity;

import io.tidemark.platform.paging.Cursor;
import io.tidemark.query.range.Uuids;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in the list of agents, which is sorted by name, then by id. */
record Position(String name, UUID id) {

    static @Nullable Position parse(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var values = Cursor.decode(cursor, 2);
        return new Position(values.get(0), Uuids.find(values.get(1)).orElseThrow(Cursor::malformed));
    }

    String cursor() {
        return Cursor.encode(List.of(name, id.toString()));
    }
}
