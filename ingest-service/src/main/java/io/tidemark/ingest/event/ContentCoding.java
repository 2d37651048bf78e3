package io.tidemark.ingest.event;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a body is compressed. */
enum ContentCoding {
    IDENTITY,
    GZIP;

    /** @param header the value of {@code Content-Encoding} */
    static ContentCoding of(@Nullable String header) {
        return switch (header == null ? "" : header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            default ->
                throw ProblemException.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding must be gzip or identity.");
        };
    }
}
