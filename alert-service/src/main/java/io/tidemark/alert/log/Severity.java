package io.tidemark.alert.log;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How bad it is. */
@Schema(name = "Severity")
public enum Severity {
    @JsonProperty("info")
    INFO,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL;

    /** The name as it is stored and sent. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The severity of a code.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static Severity of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
