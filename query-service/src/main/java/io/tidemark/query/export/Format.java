package io.tidemark.query.export;

import io.tidemark.platform.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an export is written. */
enum Format {
    CSV("text/csv; charset=utf-8"),
    JSON("application/json"),
    NDJSON("application/x-ndjson");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * The format that a request asks for; CSV if for none.
     *
     * @throws ProblemException 400 if there is no such format
     */
    static Format parse(@Nullable String name) {
        return switch (name) {
            case null -> CSV;
            case "csv" -> CSV;
            case "json" -> JSON;
            case "ndjson" -> NDJSON;
            default -> throw ProblemException.invalid("format", "must be csv, json or ndjson");
        };
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    Rendering rendering(List<Column> columns) {
        return switch (this) {
            case CSV -> new CsvRendering(columns);
            case JSON -> new JsonRendering(columns, "[\n", ",\n", "\n]\n", "[]\n");
            case NDJSON -> new JsonRendering(columns, "", "\n", "\n", "");
        };
    }
}
