package io.tidemark.query.endpoints;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.range.DateRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How each endpoint of the tenant's APIs is called.
 *
 * @param nextCursor where the next endpoints begin; null if these are the last
 * @param asOf a moment that the answer is not older than
 * @param complete whether all days of the range are over
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record EndpointUsage(
        UUID tenantId,
        DateRange period,
        List<Endpoint> items,
        @Schema(nullable = true) @Nullable String nextCursor,
        Instant asOf,
        boolean complete) {

    /** Calls of one method and route; both are null for calls that came without. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Endpoint(
            @Schema(nullable = true) @Nullable String method,
            @Schema(nullable = true) @Nullable String route,
            long calls,

            @Schema(description = "Calls with a status of 400 or more, or with an explicit error.")
            long errors,

            @Schema(description = "Calls with a status from 400 to 499.")
            long clientErrors,

            @Schema(description = "Calls with a status of 500 or more.")
            long serverErrors,

            @Schema(description = "Mean over the calls that have a duration; null if none has.", nullable = true)
            @Nullable
            BigDecimal averageDurationMs,

            @Schema(
                    description =
                            "The least duration that 95 % of these calls do not exceed, within 2 %; null if none has.",
                    nullable = true)
            @Nullable
            BigDecimal p95DurationMs) {}
}
