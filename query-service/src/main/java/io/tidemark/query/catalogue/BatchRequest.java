package io.tidemark.query.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Several questions.
 *
 * @param queries read one by one, so that one that cannot be read does not fail the others
 */
@RegisterForReflection
record BatchRequest(
        @NotNull @Size(min = 1, max = 50) @Schema(implementation = QueryRequest[].class)
        List<JsonNode> queries) {}
