package io.tidemark.query.adoption;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How features are taken up. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record FeatureAdoption(
        @Schema(description = "`1d`, `7d`, `30d`, `90d` or `all`.", examples = "30d")
        String window,

        @Schema(description = "Distinct users with any event at all.")
        long activeUsers,

        @Schema(description = "Those with the most users first.")
        List<Feature> features,

        Meta meta) {

    /** Events of the types {@code feature.<name>} and {@code feature.<name>.<metric>}. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AdoptedFeature")
    record Feature(
            @Schema(examples = "dark_mode") String feature,
            long events,

            @Schema(description = "Distinct users with such an event.")
            long users,

            @Schema(description = "These in percent of the active users; null if none is known.", nullable = true)
            @Nullable
            BigDecimal adoptionPercent,

            @Schema(description = "By name.") List<Metric> metrics) {}

    /** One metric of a feature. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AdoptionMetric")
    record Metric(
            @Schema(description = "Null for events of the feature itself.", nullable = true, examples = "clicks")
            @Nullable
            String metric,

            long events,

            @Schema(description = "The sum of the events' `quantity`, which is 1 if it is not sent.")
            long quantity,

            @Schema(description = "Distinct users with such an event.")
            long users) {}
}
