package io.tidemark.query.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.platform.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers to several questions, in their order. */
@RegisterForReflection
record BatchAnswer(List<Result> results) {

    /** An answer, or the problem that there is instead. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BatchResult")
    record Result(
            @Schema(description = "That of the question, if it had one.") @Nullable
            String id,

            @Schema(implementation = QueryAnswer.class) @JsonRawValue @Nullable
            String result,

            @Schema(ref = "Problem") @Nullable Problem problem) {}
}
