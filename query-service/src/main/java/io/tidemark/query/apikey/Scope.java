package io.tidemark.query.apikey;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an API key may do. Lower case in JSON and in the database. */
enum Scope {
    /** Send events. */
    @JsonProperty("ingest")
    INGEST,
    /** Read analytics. */
    @JsonProperty("read")
    READ,
    /** Send events older than the raw retention. */
    @JsonProperty("backfill")
    BACKFILL;

    /** The name as it is stored and sent. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of a stored code. */
    static Scope of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
