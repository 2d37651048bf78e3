package io.tidemark.alert.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What holds for all webhooks. */
@ConfigMapping(prefix = "tidemark.webhook.secret")
interface WebhookConfig {

    /** How long the old secret signs beside a new one, unless the rotation says otherwise. */
    @WithDefault("24h")
    Duration overlap();

    /** The longest overlap that a rotation may ask for. */
    @WithDefault("7d")
    Duration longestOverlap();
}
