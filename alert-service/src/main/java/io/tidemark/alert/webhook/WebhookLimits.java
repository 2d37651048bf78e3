package io.tidemark.alert.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much a tenant may have. */
@ConfigMapping(prefix = "tidemark.webhook.limit")
interface WebhookLimits {

    /** Webhooks and mailboxes of one tenant, paused ones too. */
    @WithDefault("100")
    @Min(1)
    int perTenant();
}
