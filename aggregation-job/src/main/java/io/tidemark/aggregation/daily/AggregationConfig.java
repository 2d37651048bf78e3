package io.tidemark.aggregation.daily;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the aggregation. */
@ConfigMapping(prefix = "tidemark.aggregation")
interface AggregationConfig {

    /** How long one tenant's day may take; PostgreSQL gives it up then, and the run goes on with the next. */
    @WithDefault("PT15M")
    Duration dayTimeout();

    /**
     * How long the run waits for the flushes in progress, in short attempts between which new flushes pass. Then it
     * gives up; the next run catches up.
     */
    @WithDefault("PT10S")
    Duration barrierTimeout();
}
