package io.tidemark.query.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A documented operation. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ApiOperation")
public record ApiOperation(
        @Schema(examples = "GET") String method,

        @Schema(description = "As documented, without a base path.", examples = "/orders/{id}")
        String path,

        @Schema(nullable = true, examples = "getOrder") @Nullable
        String operationId,

        boolean deprecated,

        @Schema(description = "The responses documented: statuses, `2XX` and the like, `default`.")
        List<String> responses) {

    public ApiOperation {
        responses = List.copyOf(responses);
    }
}
