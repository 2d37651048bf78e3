package io.tidemark.aggregation.daily;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the aggregation. */
@ConfigMapping(prefix = "tidemark.aggregation")
public interface AggregationConfig {

    /**
     * How long one tenant's day may take, or one step of rolling up what waits; PostgreSQL gives it up then, and the run
     * goes on with the next.
     */
    @WithDefault("PT15M")
    Duration dayTimeout();

    /** Waiting events that are rolled up in one transaction. */
    @WithDefault("100000")
    int rollEvents();
}
