package io.tidemark.query.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.range.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant used in a date range.
 *
 * @param asOf a moment that the answer is not older than
 * @param complete whether all days of the range are over
 */
@RegisterForReflection
record UsageSummary(UUID tenantId, DateRange period, Summary summary, Instant asOf, boolean complete) {

    /**
     * The numbers.
     *
     * @param averageDailyApiCalls calls of the days that are over by number of these days, rounded down; those of
     *     today, if the range is today alone
     * @param peakDate the earliest day with that many calls; null without any call
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Summary(
            long totalApiCalls,

            @Schema(description = "Successful token issuances.")
            long totalTokenIssuances,

            long totalCredentialRotations,

            @Schema(description = "Agents with any event in the range.")
            long activeAgentCount,

            @Schema(description = "Calls of the days that are over, by number of these days, rounded down.")
            long averageDailyApiCalls,

            long peakDailyApiCalls,

            @Schema(
                    implementation = String.class,
                    format = "date",
                    description = "The earliest day with the most calls; null without any call.",
                    nullable = true)
            @Nullable
            LocalDate peakDate) {}
}
