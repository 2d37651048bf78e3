package io.tidemark.platform.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is asked of clients. */
@ConfigMapping(prefix = "tidemark.http")
interface HttpConfig {

    /** The longest that a request may take to arrive with its body; it is then answered with 408. */
    @WithDefault("60s")
    Duration arrivalTimeout();
}
