package io.tidemark.events;

import org.jspecify.annotations.Nullable;

/** An error that the sender reported explicitly; one without a type has the type {@value #UNKNOWN}, so that it shows. */
public record Failure(
        String type, @Nullable String message, @Nullable String category) {

    static final String UNKNOWN = "unknown";
}
