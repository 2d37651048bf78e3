package io.tidemark.query.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.overview.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an overview amounts to, in few numbers. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record LiveUpdate(
        @Schema(description = "Every event acknowledged before is counted.")
        Instant timestamp,

        long totalRequests,
        long totalErrors,

        @Schema(description = "In percent; null without any request.", nullable = true) @Nullable
        BigDecimal errorRate,

        @Schema(nullable = true) @Nullable BigDecimal avgLatencyMs,
        @Schema(nullable = true) @Nullable BigDecimal p95LatencyMs,
        @Schema(nullable = true) @Nullable BigDecimal p99LatencyMs,

        @Schema(description = "Always null: events tell of requests, not of connections.", nullable = true) @Nullable
        Long activeConnections,

        @Schema(nullable = true) @Nullable BigDecimal requestsPerSecond) {

    static LiveUpdate of(Totals totals) {
        return new LiveUpdate(
                totals.meta().asOf(),
                totals.requests(),
                totals.errors(),
                totals.errorRate(),
                totals.avgLatencyMs(),
                totals.p95LatencyMs(),
                totals.p99LatencyMs(),
                null,
                totals.requestsPerSecond());
    }
}
