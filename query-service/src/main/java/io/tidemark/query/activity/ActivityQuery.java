package io.tidemark.query.activity;

import io.tidemark.query.range.DateRange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked for: one agent or all, from a place on, so many at most. */
record ActivityQuery(
        DateRange range, @Nullable UUID agent, @Nullable Position after, int limit) {

    Map<String, String> parameters() {
        var parameters = new HashMap<>(range.parameters());
        Optional.ofNullable(agent).ifPresent(id -> parameters.put("agentId", id.toString()));
        Optional.ofNullable(after).ifPresent(position -> parameters.put("cursor", position.cursor()));
        parameters.put("limit", Integer.toString(limit));
        return parameters;
    }
}
