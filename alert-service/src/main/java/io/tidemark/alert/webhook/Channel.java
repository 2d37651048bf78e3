package io.tidemark.alert.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The ways to reach somebody. */
@Schema(name = "Channel")
public enum Channel {
    @JsonProperty("webhook")
    WEBHOOK,
    @JsonProperty("email")
    EMAIL;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Channel of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
