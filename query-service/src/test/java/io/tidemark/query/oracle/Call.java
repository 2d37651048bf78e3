package io.tidemark.query.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event as a test sends it. */
record Call(
        Instant time,
        String type,
        @Nullable String protocol,
        @Nullable String method,
        @Nullable String route,
        @Nullable Integer status,
        @Nullable String errorType,
        @Nullable String errorCategory,
        @Nullable Long micros,
        @Nullable Long bytesIn,
        @Nullable Long bytesOut,
        @Nullable String consumer,
        @Nullable String group,
        @Nullable String browser) {

    boolean isRequest() {
        return type.equals("request");
    }

    boolean isError() {
        return (isRequest() && status != null && status >= 400) || errorType != null;
    }

    boolean isWithin(Instant from, Instant to) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
