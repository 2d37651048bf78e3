package io.tidemark.query.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers are kept in Redis. */
@ConfigMapping(prefix = "tidemark.analytics.cache")
public interface CacheConfig {

    /** How long Redis is waited for before the question is answered without it. */
    @WithDefault("100ms")
    Duration timeout();

    /** How often a Redis that did not answer is tried again. */
    @WithDefault("500ms")
    Duration probeInterval();
}
