package io.tidemark.query.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the documented operations are used, and what is used besides. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record EndpointCoverage(
        @Schema(examples = "orders") String definition,
        @Schema(examples = "Orders API") String title,

        @Schema(description = "How many operations are documented.")
        long documented,

        @Schema(description = "How many of them were called.")
        long used,

        @Schema(description = "Of the documented operations; null if there is none.", nullable = true) @Nullable
        BigDecimal usedPercent,

        @Schema(description = "The documented operations, the least covered first; with `min_coverage` those below.")
        List<Operation> operations,

        @Schema(description = "Documented, but not called.") List<OperationName> unused,

        @Schema(description = "Deprecated, but called; those called most first.")
        List<Operation> deprecatedButUsed,

        @Schema(
                description = "Called, but not documented, the first 500 by calls. If the document names base paths,"
                        + " routes below them only.")
        List<UndocumentedRoute> undocumented,

        @Schema(description = "How many of these there are.")
        long undocumentedTotal,

        Meta meta) {

    /** Calls of one documented operation. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "CoveredOperation")
    record Operation(
            @Schema(examples = "GET") String method,
            @Schema(examples = "/orders/{id}") String path,
            @Schema(nullable = true) @Nullable String operationId,
            boolean deprecated,
            long calls,

            @Schema(description = "Calls with a status of 400 or more, or with an explicit error.")
            long errors,

            @Schema(
                    description = "Documented responses that were seen, in percent of all documented; if none is"
                            + " documented, 100 for an operation that was called.")
            BigDecimal coveredPercent,

            @Schema(description = "Documented responses that were not seen.")
            List<String> missingResponses) {}

    /** Which operation. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OperationName(
            @Schema(examples = "DELETE") String method,
            @Schema(examples = "/orders/{id}") String path,
            @Schema(nullable = true) @Nullable String operationId,
            boolean deprecated) {}

    /** Calls of one method and route; both are null for calls that came without. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record UndocumentedRoute(
            @Schema(nullable = true) @Nullable String method,
            @Schema(nullable = true) @Nullable String route,
            long calls,
            long errors) {}
}
