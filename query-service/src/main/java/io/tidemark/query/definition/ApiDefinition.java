package io.tidemark.query.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.platform.version.Version;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an API of the tenant is documented to have. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ApiDefinition")
public record ApiDefinition(
        @Schema(examples = "orders") String name,
        @Schema(examples = "Orders API") String title,

        @Schema(description = "The version of the API that the document states.", nullable = true, examples = "1.4.0")
        @Nullable
        String release,

        @Schema(description = "What may stand before the paths, according to the servers of the document.")
        List<String> basePaths,

        List<ApiOperation> operations,
        Instant createdAt,
        Instant updatedAt,

        @JsonIgnore @Schema(hidden = true) Version version) {

    public ApiDefinition {
        basePaths = List.copyOf(basePaths);
        operations = List.copyOf(operations);
    }
}
