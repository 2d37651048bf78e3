package io.tidemark.query.latency;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Latencies over time. */
@RegisterForReflection
record LatencySeries(
        @Schema(description = "The width of the buckets.", examples = "1h")
        String bucket,

        @Schema(description = "Every bucket of the range is there.")
        List<Point> points,

        Meta meta) {

    /** Latencies of one bucket in milliseconds; null where no request has a duration. Percentiles are within 2 %. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "LatencyPoint")
    record Point(
            @Schema(description = "Where the bucket begins.")
            Instant timestamp,

            @Schema(nullable = true) @Nullable BigDecimal p50,
            @Schema(nullable = true) @Nullable BigDecimal p95,
            @Schema(nullable = true) @Nullable BigDecimal p99,
            @Schema(nullable = true) @Nullable BigDecimal avg,
            @Schema(nullable = true) @Nullable BigDecimal min,
            @Schema(nullable = true) @Nullable BigDecimal max,

            @Schema(description = "Requests with a duration.")
            long count,

            @Schema(description = "Whether the bucket is over and the range covers all of it.")
            boolean complete) {}
}
