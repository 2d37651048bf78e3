package io.tidemark.query.endpoints;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.LIMIT;

import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.range.DateRange;
import io.tidemark.query.range.PageLimit;
import io.tidemark.query.ranking.Order;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked for: endpoints in some order, from a place on, so many at most. */
record EndpointQuery(
        DateRange range,
        Order<EndpointCell, UsageOrder> order,
        @Nullable String cursor,
        int limit) {

    private static final int USUAL_LIMIT = 100;

    static EndpointQuery parse(Inquiry inquiry, DateRange range) {
        var order = UsageOrder.parse(inquiry.parameter("sort"));
        var cursor = inquiry.parameter(CURSOR);
        order.check(cursor);
        return new EndpointQuery(range, order, cursor, PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT));
    }

    Map<String, String> parameters() {
        var parameters = new HashMap<>(range.parameters());
        parameters.put("sort", order.label());
        parameters.put(LIMIT, Integer.toString(limit));
        if (cursor != null) {
            parameters.put(CURSOR, cursor);
        }
        return parameters;
    }
}
