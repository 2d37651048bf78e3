package io.tidemark.query.failures;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Errors by category and type.
 *
 * @param nextCursor where the next groups begin; null if these are the last
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record ErrorSummary(
        @Schema(description = "Errors of all groups.") long totalErrors,

        @Schema(description = "The group with the most errors first.")
        List<Group> items,

        @Schema(nullable = true) @Nullable String nextCursor,
        Meta meta) {

    ErrorSummary with(List<Group> groups) {
        return new ErrorSummary(totalErrors, groups, nextCursor, meta);
    }

    /** Errors of one category and type. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ErrorGroup")
    record Group(
            @Schema(
                    description = "What the events say; else by status or type `client_error`, `server_error`,"
                            + " `timeout_error` (408, 504), `rate_limit_error` (429), `network_error` (0, 499) or"
                            + " `other`.",
                    examples = "timeout_error")
            String category,

            @Schema(
                    description = "The type of the error; null if the events carry none.",
                    nullable = true,
                    examples = "db:timeout")
            @Nullable
            String type,

            long count,

            @Schema(description = "The statuses that occur, ascending.")
            List<Integer> statuses,

            @Schema(description = "The ten endpoints with the most of them.")
            List<Endpoint> endpoints,

            @Schema(description = "Of the range.") Instant firstSeen,

            @Schema(description = "Of the range.") Instant lastOccurrence,

            @Schema(
                    description = "Whether there was none in the range before, as long as this one; null if that is not"
                            + " kept any more.",
                    nullable = true)
            @Nullable
            Boolean isNew,

            @Schema(description = "Of some of the latest, as far as the events are kept and carry any.")
            List<String> sampleTraceIds) {

        Group with(List<String> traceIds) {
            return new Group(category, type, count, statuses, endpoints, firstSeen, lastOccurrence, isNew, traceIds);
        }
    }

    /** Where the errors of a group occur. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ErrorEndpoint")
    record Endpoint(
            @Schema(nullable = true) @Nullable String method,
            @Schema(nullable = true) @Nullable String route,
            long count) {}
}
