package io.tidemark.alert.silence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.platform.version.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** For so long, what it covers is logged only. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Silence(
        UUID id,

        @Schema(description = "The rule; absent for all.") @Nullable
        UUID alertId,

        @Schema(description = "What the labels of a rule must be.")
        Map<String, String> labels,

        Instant startsAt,
        Instant endsAt,

        @Schema(description = "Between start and end, these hours only.") @Nullable
        Recurrence schedule,

        String comment,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore Version version) {

    /** Whether it silences a rule with these labels at the instant. */
    public boolean covers(UUID rule, Map<String, String> ruleLabels, Instant at) {
        return !at.isBefore(startsAt)
                && at.isBefore(endsAt)
                && (schedule == null || schedule.covers(at))
                && (alertId == null || alertId.equals(rule))
                && ruleLabels.entrySet().containsAll(labels.entrySet());
    }
}
