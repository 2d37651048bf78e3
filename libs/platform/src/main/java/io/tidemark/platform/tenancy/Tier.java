package io.tidemark.platform.tenancy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a tenant has booked. Lower case in JSON and in the database. */
public enum Tier {
    @JsonProperty("free")
    FREE,
    @JsonProperty("pro")
    PRO,
    @JsonProperty("enterprise")
    ENTERPRISE;

    /** The name as it is stored and sent. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The tier of a code.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static Tier of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
