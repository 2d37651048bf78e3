package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.log.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as it is answered. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Alert")
record RuleView(
        UUID id,
        String name,
        String description,
        boolean enabled,
        Severity severity,
        Map<String, String> labels,
        @Schema(examples = "PT5M") Duration window,
        @Schema(examples = "PT1M") Duration evaluationInterval,
        Duration evaluationDelay,
        @JsonProperty("for") Duration waiting,
        Duration keepFiringFor,
        Duration cooldown,
        Combine combine,
        NoDataState noDataState,
        ErrorState errorState,
        @Nullable String message,
        List<Condition> conditions,
        Instant createdAt,
        Instant updatedAt,
        @Schema(description = "Also the ETag, in quotes.") long version,
        @Schema(description = "Of a single rule.") @Nullable RuleStatus status) {

    static RuleView of(Rule rule) {
        return of(rule, null);
    }

    static RuleView of(Rule rule, @Nullable RuleStatus status) {
        var definition = rule.definition();
        return new RuleView(
                rule.id(),
                rule.name(),
                definition.description(),
                rule.enabled(),
                definition.severity(),
                definition.labels(),
                definition.window(),
                definition.evaluationInterval(),
                definition.evaluationDelay(),
                definition.waiting(),
                definition.keepFiringFor(),
                definition.cooldown(),
                definition.combine(),
                definition.noDataState(),
                definition.errorState(),
                definition.message(),
                definition.conditions(),
                rule.createdAt(),
                rule.updatedAt(),
                rule.version().number(),
                status);
    }
}
