package io.tidemark.query.traffic;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.query.criteria.Meta;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Requests by weekday and hour of a zone. */
@RegisterForReflection
record TrafficPatterns(
        @Schema(description = "The zone of weekdays and hours.", examples = "Europe/Paris")
        String timeZone,

        @Schema(description = "Consumers with any request in the range.")
        long uniqueConsumers,

        @Schema(description = "All 168, from Monday, 0 h on.")
        List<Cell> cells,

        Meta meta) {

    /** Requests of one hour of one weekday, on all dates of the range together. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "TrafficCell")
    record Cell(
            @Schema(description = "1 is Monday, 7 is Sunday, as in ISO 8601.")
            int dayOfWeek,

            @Schema(description = "0 to 23.") int hour,

            @Schema(
                    description = "How many such hours the range holds. Where clocks are put forward or back, one is"
                            + " missing or there twice.")
            int hours,

            long requests,
            long errors,
            @Schema(nullable = true) @Nullable BigDecimal errorRate,
            @Schema(nullable = true) @Nullable BigDecimal avgLatencyMs,

            @Schema(
                    description = "Different consumers in such an hour, on average; null if there is none.",
                    nullable = true)
            @Nullable
            BigDecimal avgUniqueConsumers) {}
}
