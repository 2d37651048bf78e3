package io.tidemark.query.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Requests over time. */
@RegisterForReflection
record RequestSeries(
        @Schema(description = "The width of the buckets.", examples = "1h")
        String bucket,

        @Schema(description = "All protocols together; every bucket of the range is there.")
        List<Point> total,

        @Schema(description = "One for each protocol that has requests, the one with the most first.")
        List<Series> series,

        Meta meta) {

    /** Requests of one protocol; null for those that came without. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "RequestSeriesOfProtocol")
    record Series(
            @Schema(nullable = true, examples = "http") @Nullable
            String label,

            @Schema(description = "Every bucket of the range is there.")
            List<Point> data) {}

    /** Requests of one bucket. */
    @RegisterForReflection
    @Schema(name = "RequestPoint")
    record Point(
            @Schema(description = "Where the bucket begins.")
            Instant timestamp,

            @Schema(description = "Requests.") long value,

            long errors,

            @Schema(description = "Whether the bucket is over and the range covers all of it.")
            boolean complete) {}
}
