package io.tidemark.query.cache;

import java.time.Duration;
import java.util.Map;

/**
 * What is asked.
 *
 * @param parameters all that the answer depends on besides who asks, the endpoint and today; normalised, with defaults
 *     resolved
 * @param timeToLive how long the answer is kept
 */
public record Asked(Endpoint endpoint, Map<String, String> parameters, Duration timeToLive) {

    public Asked {
        parameters = Map.copyOf(parameters);
    }

    /** A question whose answers are kept as long as the endpoint's usually are. */
    public static Asked of(Endpoint endpoint, Map<String, String> parameters) {
        return new Asked(endpoint, parameters, endpoint.timeToLive());
    }
}
