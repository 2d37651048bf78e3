package io.tidemark.alert.evaluation;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What messages say. */
@ConfigMapping(prefix = "tidemark.alert.messages")
public interface MessageConfig {

    /** The address of dashboards: what {@code {{dashboard}}} is made of. */
    Optional<String> dashboardUrl();
}
