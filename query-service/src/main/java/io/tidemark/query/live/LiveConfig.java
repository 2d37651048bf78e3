package io.tidemark.query.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many watch, and how they learn that the connection lives. */
@ConfigMapping(prefix = "tidemark.analytics.stream")
interface LiveConfig {

    /** Silence after which a comment is sent: proxies close connections that say nothing. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Viewers of one tenant at a time, in one process. */
    @WithDefault("500")
    int viewersPerTenant();

    /** Viewers of all tenants at a time, in one process. */
    @WithDefault("5000")
    int viewers();
}
