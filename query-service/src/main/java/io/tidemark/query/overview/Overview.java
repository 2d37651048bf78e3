package io.tidemark.query.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What all requests of a range amount to. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Overview(
        @Schema(examples = "48211") long totalRequests,

        @Schema(description = "Requests with a status of 400 or more, or with an explicit error.", examples = "391")
        long totalErrors,

        @Schema(description = "In percent of the requests; null without any.", nullable = true, examples = "0.811")
        @Nullable
        BigDecimal errorRate,

        @Schema(
                description = "Mean over the requests that have a duration; null if none has.",
                nullable = true,
                examples = "84.217")
        @Nullable
        BigDecimal avgLatencyMs,

        @Schema(description = "Within 2 %.", nullable = true, examples = "311.2") @Nullable
        BigDecimal p95LatencyMs,

        @Schema(description = "Within 2 %.", nullable = true, examples = "904.7") @Nullable
        BigDecimal p99LatencyMs,

        @Schema(description = "Always null: events tell of requests, not of connections.", nullable = true) @Nullable
        Long activeConnections,

        @Schema(description = "Bytes of responses.", examples = "91003422")
        long totalBytesSent,

        @Schema(description = "Bytes of requests.", examples = "2201933")
        long totalBytesReceived,

        @Schema(
                description = "Over the part of the range that is over; null if none is.",
                nullable = true,
                examples = "0.558")
        @Nullable
        BigDecimal requestsPerSecond,

        @Schema(
                description = "The five with the most requests; null if what tells them, given the filters, is not kept"
                        + " for all of the range.",
                nullable = true)
        @Nullable
        List<Protocol> topProtocols,

        @Schema(description = "The ten with the most requests; null as above.", nullable = true) @Nullable
        List<Endpoint> topEndpoints,

        Meta meta) {

    /** Requests of one protocol; null for those that came without. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "OverviewProtocol")
    public record Protocol(
            @Schema(nullable = true, examples = "http") @Nullable
            String protocol,

            long requests,
            long errors,
            @Schema(nullable = true) @Nullable BigDecimal avgLatencyMs) {}

    /** Requests of one method and route; null for those that came without. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "OverviewEndpoint")
    public record Endpoint(
            @Schema(nullable = true, examples = "GET") @Nullable
            String method,

            @Schema(nullable = true, examples = "/orders/:id") @Nullable
            String route,

            long requests,
            long errors,
            @Schema(nullable = true) @Nullable BigDecimal errorRate,
            @Schema(nullable = true) @Nullable BigDecimal avgLatencyMs,
            @Schema(nullable = true) @Nullable BigDecimal p95LatencyMs) {}
}
