package io.tidemark.query.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether, and to whom, analytics are given. */
@ConfigMapping(prefix = "tidemark.analytics.gate")
public interface AnalyticsConfig {

    /** Whether there are analytics at all; without, all their paths answer 404. Variable {@code ANALYTICS_ENABLED}. */
    @WithDefault("true")
    boolean enabled();

    /** Whether tenants of the free tier may ask, too. Variable {@code ANALYTICS_FREE_TIER}. */
    @WithDefault("false")
    boolean freeTier();
}
