package io.tidemark.query.rotations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.range.DateRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How often each agent rotated its credentials.
 *
 * @param nextCursor where the next agents begin; null if these are the last
 * @param asOf a moment that the answer is not older than
 * @param complete whether all days of the range are over
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record CredentialRotations(
        UUID tenantId,
        DateRange period,

        @Schema(description = "Agents with any event in the range, also those that rotated nothing.")
        List<Agent> items,

        @Schema(nullable = true) @Nullable String nextCursor,
        Instant asOf,
        boolean complete) {

    /** One agent; one without a name is called by its id, a deleted one by the name that it had. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Agent(
            UUID agentId,
            String agentName,
            long rotations,

            @Schema(
                    implementation = String.class,
                    format = "date",
                    description = "The day of the last rotation in the range; null without any.",
                    nullable = true)
            @Nullable
            LocalDate lastRotation,

            @Schema(description = "Rotations by number of days in the range, today included.")
            BigDecimal rotationsPerDay) {}
}
