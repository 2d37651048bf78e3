package io.tidemark.query.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an API key may do. */
enum Scope {
    /** Send events. */
    INGEST,
    /** Read analytics. */
    READ,
    /** Send events older than the raw retention. */
    BACKFILL;

    @JsonValue
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Scope of(String text) {
        for (var scope : values()) {
            if (scope.lowerCase().equals(text)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("no such scope");
    }
}
