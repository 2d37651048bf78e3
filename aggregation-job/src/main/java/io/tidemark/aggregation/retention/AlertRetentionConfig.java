package io.tidemark.aggregation.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what alerts had to say is kept. */
@ConfigMapping(prefix = "tidemark.retention.alerts")
interface AlertRetentionConfig {

    /** Events of the log, seen or not. */
    @WithDefault("P400D")
    Duration events();
}
