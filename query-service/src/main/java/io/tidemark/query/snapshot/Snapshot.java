package io.tidemark.query.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the requests of one hour, day or week amounted to. Durations are milliseconds, sizes bytes. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record Snapshot(
        @Schema(implementation = String.class, examples = "daily:2026-03-30T00:00:00Z")
        SnapshotId id,

        SnapshotType type,
        Instant from,

        @Schema(description = "Excluded.") Instant to,

        @Schema(description = "When it was taken; a period that got late events is taken again.")
        Instant takenAt,

        long totalRequests,

        @Schema(description = "Requests with a status of 400 or more, or with an explicit error.")
        long totalErrors,

        @Schema(description = "In percent of the requests; null without any.", nullable = true) @Nullable
        BigDecimal errorRate,

        long clientErrors,
        long serverErrors,
        @Schema(nullable = true) @Nullable BigDecimal avgLatencyMs,
        @Schema(nullable = true) @Nullable BigDecimal p50LatencyMs,
        @Schema(nullable = true) @Nullable BigDecimal p95LatencyMs,
        @Schema(nullable = true) @Nullable BigDecimal p99LatencyMs,

        @Schema(description = "Bytes of responses.") long totalBytesSent,

        @Schema(description = "Bytes of requests.") long totalBytesReceived,

        BigDecimal requestsPerSecond,

        @Schema(description = "Consumers with any request.") long uniqueConsumers,

        @Schema(
                description =
                        "Of a day: the hour of the day with the most requests, 0 to 23, the earliest of several;"
                                + " null of other snapshots, of a day without requests, and once its hours are not kept any more.",
                nullable = true,
                minimum = "0",
                maximum = "23")
        @Nullable
        Integer peakHour,

        List<Protocol> protocols,

        @Schema(description = "The ten endpoints with the most requests.")
        List<Endpoint> topEndpoints) {

    /** Requests of one protocol, or of none. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SnapshotProtocol")
    record Protocol(@Schema(nullable = true) @Nullable String protocol, long requests, long errors) {}

    /** Requests of one method and route. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SnapshotEndpoint")
    record Endpoint(
            @Schema(nullable = true) @Nullable String method,
            @Schema(nullable = true) @Nullable String route,
            long requests,
            long errors) {}
}
