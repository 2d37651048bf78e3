package io.tidemark.query.rotations;

import io.tidemark.platform.paging.Cursor;
import io.tidemark.query.range.DateRange;
import io.tidemark.query.range.Sort;
import io.tidemark.query.range.Uuids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked for: agents in some order, from a place on, so many at most. */
record RotationQuery(
        DateRange range,
        Sort<RotationColumn> sort,
        @Nullable Position after,
        int limit) {

    private static final Sort<RotationColumn> MOST_ROTATIONS = new Sort<>(RotationColumn.ROTATIONS, true);

    static Sort<RotationColumn> parseSort(@Nullable String sort) {
        return Sort.parse(sort, RotationColumn.values(), MOST_ROTATIONS);
    }

    Map<String, String> parameters() {
        var parameters = new HashMap<>(range.parameters());
        parameters.put("sort", sort.label());
        parameters.put("limit", Integer.toString(limit));
        if (after != null) {
            parameters.put("cursor", after.cursor(sort));
        }
        return parameters;
    }

    /** A place in the list: the value sorted by, then the agent. */
    record Position(String value, UUID agent) {

        static @Nullable Position parse(@Nullable String cursor, Sort<RotationColumn> sort) {
            if (cursor == null) {
                return null;
            }
            var values = Cursor.decode(cursor, 3);
            if (!values.getFirst().equals(sort.label()) || !sort.column().accepts(values.get(1))) {
                throw Cursor.malformed();
            }
            return new Position(values.get(1), Uuids.find(values.get(2)).orElseThrow(Cursor::malformed));
        }

        String cursor(Sort<RotationColumn> sort) {
            return Cursor.encode(List.of(sort.label(), value, agent.toString()));
        }
    }
}
