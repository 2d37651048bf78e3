package io.tidemark.alert.endpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where webhooks may be sent. */
@ConfigMapping(prefix = "tidemark.webhook.endpoint")
interface EndpointConfig {

    /**
     * Networks that may be reached although they are not public, and without TLS: {@code 127.0.0.0/8,::1/128}. A risk:
     * whoever may create a webhook can then send requests there.
     */
    Optional<List<String>> allowNetworks();

    /** The longest that a name is looked up. */
    @WithDefault("5s")
    Duration lookupTimeout();
}
