package io.tidemark.alert.silence;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.zone.ZoneName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A silence as clients write it. */
@RegisterForReflection
record SilenceRequest(
        @Schema(description = "The rule; absent for all.") @Nullable
        UUID alertId,

        @Schema(description = "What the labels of a rule must be.") @Nullable @Size(max = 20)
        Map<String, @NotNull @Size(max = 200) String> labels,

        @Schema(description = "Absent: now.") @Nullable Instant startsAt,
        @NotNull Instant endsAt,

        @Schema(description = "Between start and end, these hours only: a maintenance window.") @Nullable @Valid
        Recurrence schedule,

        @Nullable @Size(max = 2000) String comment) {

    Instant from(Instant now) {
        var from = Objects.requireNonNullElse(startsAt, now);
        if (!endsAt.isAfter(from)) {
            throw ProblemException.invalid("endsAt", "must be after the start");
        }
        return from;
    }

    SilenceDefinition definition() {
        if (schedule != null) {
            ZoneName.parse("schedule.timeZone", schedule.timeZone().getId());
        }
        return new SilenceDefinition(
                alertId,
                Objects.requireNonNullElse(labels, Map.of()),
                Objects.requireNonNullElse(comment, ""),
                schedule);
    }
}
