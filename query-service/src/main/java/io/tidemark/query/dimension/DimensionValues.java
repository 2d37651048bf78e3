package io.tidemark.query.dimension;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.plan.Provenance;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Values of one attribute. */
@RegisterForReflection
record DimensionValues(
        @Schema(examples = "route") String name,

        @Schema(description = "Those with the most events first.")
        List<Value> items,

        @Schema(description = "What was looked at; a relative bound may have been widened to what is kept.")
        Instant from,

        @Schema(description = "Excluded.") Instant to,
        Instant asOf) {

    static DimensionValues of(String name, List<Value> items, Provenance provenance) {
        return new DimensionValues(name, items, provenance.from(), provenance.to(), provenance.asOf());
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
