package io.tidemark.alert.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How e-mail is sent; the server is that of {@code quarkus.mailer}. */
@ConfigMapping(prefix = "tidemark.mail")
interface MailConfig {

    /** The longest that the mail server is waited for. */
    @WithDefault("15s")
    Duration timeout();

    /** What message ids end in. */
    @WithDefault("tidemark.local")
    String domain();
}
