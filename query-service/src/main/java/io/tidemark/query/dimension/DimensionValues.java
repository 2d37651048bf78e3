package io.tidemark.query.dimension;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.plan.Provenance;
import io.tidemark.platform.paging.Page;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Values of one attribute. */
@RegisterForReflection
record DimensionValues(
        @Schema(examples = "route") String name,

        @Schema(description = "Those with the most events first.")
        List<Value> items,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(nullable = true, description = "Where the next values begin; null if these are the last.")
        @Nullable
        String nextCursor,

        @Schema(description = "What was looked at; a relative bound may have been widened to what is kept.")
        Instant from,

        @Schema(description = "Excluded.") Instant to,
        Instant asOf) {

    static DimensionValues of(String name, Page<Value> page, Provenance provenance) {
        return new DimensionValues(
                name, page.items(), page.nextCursor(), provenance.from(), provenance.to(), provenance.asOf());
    }

    /** A value, as filters take it. */
    @RegisterForReflection
    @Schema(name = "DimensionValue")
    record Value(
            String value,

            @Schema(description = "The value for people: of an agent, its name.")
            String label,

            @Schema(description = "Events with the value, of any type.")
            long count) {}
}
