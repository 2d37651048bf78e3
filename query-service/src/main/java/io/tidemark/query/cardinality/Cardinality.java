package io.tidemark.query.cardinality;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many distinct values the tenant's events carry, and how many they may. */
@RegisterForReflection
record Cardinality(List<CappedDimension> items) {

    /** One dimension. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CappedDimension(
            @Schema(description = "Named as in events; `groups` are sets of groups, `client` is what user agents say.")
            String dimension,

            @Schema(description = "Values that are kept by name.")
            long admitted,

            @Schema(description = "What the tier allows; further values are counted as `:other`.")
            long cap,

            @Schema(
                    implementation = String.class,
                    format = "date-time",
                    description = "Since when there is room for no more values; null if there is.",
                    nullable = true)
            @Nullable
            Instant fullSince) {}
}
