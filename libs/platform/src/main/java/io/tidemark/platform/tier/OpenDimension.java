package io.tidemark.platform.tier;

import java.util.Locale;

/** What senders fill with values of their own making. How many of them a tenant may have is a matter of the tier. */
public enum OpenDimension {
    ROUTE("route"),
    PATH("path"),
    API("api"),
    CONSUMER("consumer"),
    USER("user"),
    DOMAIN("domain"),
    ENVIRONMENT("environment"),
    PROTOCOL("protocol"),
    GROUPS("groups"),
    REFERRER_DOMAIN("referrerDomain"),
    ERROR_TYPE("errorType"),
    ERROR_CATEGORY("errorCategory"),
    TYPE("type"),
    CLIENT("client");

    private final String code = name().toLowerCase(Locale.ROOT);
    private final String label;

    OpenDimension(String label) {
        this.label = label;
    }

    /** The name as it is stored and measured. */
    public String code() {
        return code;
    }

    /** The name in JSON. */
    public String label() {
        return label;
    }

    /** The dimension with that {@link #code}. */
    public static OpenDimension of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
