package io.tidemark.ingest.visitor;

import java.util.Locale;

/** Why a visitor was not hashed. */
public enum SkipReason {
    /** The salt of the event's day has expired, or is not made yet. */
    SALT_GONE,
    REDIS_AWAY,
    /** What was sent as address is none. */
    BAD_ADDRESS;

    /** For metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
