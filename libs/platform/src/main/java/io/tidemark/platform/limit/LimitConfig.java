package io.tidemark.platform.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rate limits are counted. How high they are is a matter of the tier. */
@ConfigMapping(prefix = "tidemark.rate-limit")
public interface LimitConfig {

    /** How long Redis is waited for before this process counts on its own. */
    @WithDefault("50ms")
    Duration redisTimeout();

    /** How often a Redis that did not answer is tried again. */
    @WithDefault("500ms")
    Duration redisProbeInterval();

    /** How long a question waits while the tenant has as many under way as its tier allows; then it is answered with 429. */
    @WithDefault("5s")
    Duration queryPatience();
}
