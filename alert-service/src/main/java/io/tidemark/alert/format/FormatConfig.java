package io.tidemark.alert.format;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What messages say of the installation that they come from. */
@ConfigMapping(prefix = "tidemark.webhook.format")
interface FormatConfig {

    /** Where people find it; links in messages begin with it. */
    @WithDefault("http://localhost:8080")
    String publicUrl();
}
