package io.tidemark.events.referrer;

import java.util.Locale;

/** What kind of place a visitor came from. */
public enum ReferrerClass {
    /** No referrer, or none that names a host. */
    DIRECT,
    /** The same host or one of its sub-domains. */
    INTERNAL,
    SEARCH,
    SOCIAL,
    EXTERNAL;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As stored and shown. */
    public String text() {
        return text;
    }
}
