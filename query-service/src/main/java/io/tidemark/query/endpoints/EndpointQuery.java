package io.tidemark.query.endpoints;

import io.tidemark.platform.paging.Cursor;
import io.tidemark.query.range.DateRange;
import io.tidemark.query.range.Sort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked for: endpoints in some order, from a place on, so many at most. */
record EndpointQuery(
        DateRange range,
        Sort<EndpointColumn> sort,
        @Nullable Position after,
        int limit) {

    private static final Sort<EndpointColumn> MOST_CALLED = new Sort<>(EndpointColumn.CALLS, true);

    static Sort<EndpointColumn> parseSort(@Nullable String sort) {
        return Sort.parse(sort, EndpointColumn.values(), MOST_CALLED);
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

    /** A place in the list: the value sorted by, then method and route. */
    record Position(String value, String method, String route) {

        static @Nullable Position parse(@Nullable String cursor, Sort<EndpointColumn> sort) {
            if (cursor == null) {
                return null;
            }
            var values = Cursor.decode(cursor, 4);
            if (!values.getFirst().equals(sort.label()) || !sort.column().accepts(values.get(1))) {
                throw Cursor.malformed();
            }
            return new Position(values.get(1), values.get(2), values.get(3));
        }

        String cursor(Sort<EndpointColumn> sort) {
            return Cursor.encode(List.of(sort.label(), value, method, route));
        }
    }
}
