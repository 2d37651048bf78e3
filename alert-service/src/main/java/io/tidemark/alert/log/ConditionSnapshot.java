package io.tidemark.alert.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A condition as it was when an event came about.
 *
 * @param filters values by the name of a filter; null stands for events without any
 * @param value what was observed; null if nothing was
 * @param error why the condition could not be evaluated; null if it could
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ConditionSnapshot")
public record ConditionSnapshot(
        String query,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "Lists of values by the name of a filter; null stands for events without any.")
        Map<String, List<@Nullable String>> filters,

        String reducer,
        String operator,
        double threshold,

        @Schema(nullable = true, description = "What was observed; null if nothing was.") @Nullable
        Double value,

        boolean matched,

        @Schema(nullable = true, description = "Why it could not be evaluated; null if it could.") @Nullable
        String error) {}
