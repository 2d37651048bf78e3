package io.tidemark.query.endpoints;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of the tenant's APIs, and how they do.
 *
 * @param nextCursor where the next endpoints begin; null if these are the last
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record Endpoints(
        List<Endpoint> items,
        @Schema(nullable = true) @Nullable String nextCursor,
        Meta meta) {

    /** Requests of one method and route; null for those that came without. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "EndpointFigures")
    record Endpoint(
            @Schema(nullable = true, examples = "GET") @Nullable
            String method,

            @Schema(nullable = true, examples = "/orders/:id") @Nullable
            String route,

            long requests,
            long errors,

            @Schema(description = "In percent of these requests.") @Nullable
            BigDecimal errorRate,

            @Schema(description = "Requests with a status from 400 to 499.")
            long clientErrors,

            @Schema(description = "Requests with a status from 500 to 599.")
            long serverErrors,

            @Schema(nullable = true) @Nullable BigDecimal avgLatencyMs,
            @Schema(nullable = true) @Nullable BigDecimal p50LatencyMs,
            @Schema(nullable = true) @Nullable BigDecimal p95LatencyMs,
            @Schema(nullable = true) @Nullable BigDecimal p99LatencyMs,

            @Schema(description = "Bytes of responses.") long bytesSent,

            @Schema(description = "Bytes of requests.") long bytesReceived,

            @Schema(
                    description = "Against the range before, as long as this one; null if that is not kept any more.",
                    nullable = true)
            @Nullable
            Trend trend) {}

    /** What the same endpoint had in the range before. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "EndpointTrend")
    record Trend(
            long previousRequests,

            @Schema(description = "Growth of the requests in percent; null if there were none.", nullable = true)
            @Nullable
            BigDecimal requestsChange,

            long previousErrors,
            @Schema(nullable = true) @Nullable BigDecimal previousErrorRate,
            @Schema(nullable = true) @Nullable BigDecimal previousP95LatencyMs) {}
}
