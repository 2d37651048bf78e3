package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.log.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as clients write it. What is absent has its default. */
@RegisterForReflection
@Schema(
        name = "AlertRequest",
        requiredProperties = {"name", "window", "conditions"})
record RuleRequest(
        @Schema(description = "Unique within the tenant.", examples = "Orders fail") @Nullable
        String name,

        @Nullable String description,

        @Schema(description = "Whether it is evaluated; false pauses it.", defaultValue = "true") @Nullable
        Boolean enabled,

        @Schema(defaultValue = "warning") @Nullable Severity severity,

        @Nullable Map<String, @Nullable String> labels,

        @Schema(description = "What is looked at: whole minutes, up to seven days.", examples = "PT5M") @Nullable
        Duration window,

        @Schema(description = "PT10S, PT15S, PT20S, PT30S, or whole minutes up to a day.", defaultValue = "PT1M")
        @Nullable
        Duration evaluationInterval,

        @Schema(description = "How far behind windows end, for events that come late.", defaultValue = "PT0S") @Nullable
        Duration evaluationDelay,

        @Schema(description = "How long the conditions must hold before it fires.", defaultValue = "PT0S")
        @JsonProperty("for")
        @Nullable
        Duration waiting,

        @Schema(description = "How long they must not hold before it is resolved.", defaultValue = "PT0S") @Nullable
        Duration keepFiringFor,

        @Schema(description = "The shortest time from one firing to the next.", defaultValue = "PT10M") @Nullable
        Duration cooldown,

        @Schema(defaultValue = "AND") @Nullable Combine combine,
        @Schema(defaultValue = "noData") @Nullable NoDataState noDataState,
        @Schema(defaultValue = "error") @Nullable ErrorState errorState,

        @Schema(
                description = "What is said: a template with `{{value}}`, `{{threshold}}`, `{{series}}`, `{{name}}`,"
                        + " `{{severity}}`, `{{window}}`, `{{state}}`, `{{dashboard}}` and `{{labels.…}}`.",
                examples = "{{series}}: {{value}} is over {{threshold}}, see {{dashboard}}")
        @Nullable
        String message,

        @Nullable List<@Nullable ConditionRequest> conditions) {}
