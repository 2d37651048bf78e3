package io.tidemark.ingest.event;

import io.tidemark.events.json.Format;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The media types of event bodies. */
final class MediaTypes {

    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String CLOUDEVENT = "application/cloudevents+json";
    static final String CLOUDEVENTS_BATCH = "application/cloudevents-batch+json";

    private MediaTypes() {}

    /** @param header the value of {@code Content-Type} */
    static Format format(@Nullable String header) {
        var type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case JSON -> Format.JSON;
            case NDJSON -> Format.NDJSON;
            case CLOUDEVENT -> Format.CLOUDEVENT;
            case CLOUDEVENTS_BATCH -> Format.CLOUDEVENTS_BATCH;
            default ->
                throw ProblemException.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type must be one of %s, %s, %s and %s."
                                .formatted(JSON, NDJSON, CLOUDEVENT, CLOUDEVENTS_BATCH));
        };
    }
}
