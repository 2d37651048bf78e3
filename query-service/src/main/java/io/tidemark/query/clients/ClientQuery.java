package io.tidemark.query.clients;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.LIMIT;

import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.criteria.Criteria;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.criteria.Measured;
import io.tidemark.query.range.PageLimit;
import io.tidemark.query.ranking.Order;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked for: clients of one kind, in some order, from a place on, so many at most. */
record ClientQuery(
        Criteria criteria,
        ClientKind kind,
        Order<Measured, ClientOrder> order,
        @Nullable String cursor,
        int limit) {

    private static final int USUAL_LIMIT = 50;

    static ClientQuery parse(Inquiry inquiry) {
        var order = ClientOrder.parse(inquiry.parameter("sort"));
        var cursor = inquiry.parameter(CURSOR);
        order.check(cursor);
        return new ClientQuery(
                CriteriaParameters.parse(inquiry),
                ClientKind.parse(inquiry.parameter("by")),
                order,
                cursor,
                PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT));
    }

    Map<String, String> parameters() {
        var parameters = new HashMap<>(criteria.parameters());
        parameters.put("by", kind.name());
        parameters.put("sort", order.label());
        parameters.put(LIMIT, Integer.toString(limit));
        parameters.put(CURSOR, cursor == null ? "" : cursor);
        return parameters;
    }
}
