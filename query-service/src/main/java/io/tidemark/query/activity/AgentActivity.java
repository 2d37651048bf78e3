package io.tidemark.query.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.range.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What each agent did on each day of a range.
 *
 * @param agents by name, then by id
 * @param nextCursor where the next agents begin; null if these are the last
 * @param asOf a moment that the answer is not older than
 * @param complete whether all days of the range are over
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record AgentActivity(
        UUID tenantId,
        DateRange period,

        @Schema(description = "Agents with any event in the range, by name, then by id.")
        List<Agent> agents,

        @Schema(nullable = true) @Nullable String nextCursor,
        Instant asOf,
        boolean complete) {

    /** One agent; one without a name is called by its id, a deleted one by the name that it had. */
    @RegisterForReflection
    record Agent(UUID agentId, String agentName, List<Day> dailyActivity) {}

    /** The counts of one day; each day of the range has one. */
    @RegisterForReflection
    record Day(
            LocalDate date,
            long apiCalls,
            @Schema(description = "Successful ones.") long tokenIssuances,
            long credentialRotations) {

        static Day none(LocalDate date) {
            return new Day(date, 0, 0, 0);
        }
    }
}
