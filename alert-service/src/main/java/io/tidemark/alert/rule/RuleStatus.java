package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.schedule.Slots;
import io.tidemark.alert.state.State;
import io.tidemark.alert.state.StateRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a rule stands. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AlertStatus")
record RuleStatus(
        @Schema(description = "The worst of its series.") State state,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                description = "The latest slot that was evaluated; null before the first, and while paused.")
        @Nullable
        Instant evaluatedAt,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant nextEvaluationAt,

        @Schema(description = "Those that ever were anything but ok.")
        List<SeriesStatus> series) {

    static RuleStatus of(Optional<Slots> slots, List<StateRow> rows) {
        return new RuleStatus(
                rows.stream()
                        .map(row -> row.instance().state())
                        .max(Comparator.naturalOrder())
                        .orElse(State.OK),
                slots.map(Slots::last).orElse(null),
                slots.map(Slots::next).orElse(null),
                rows.stream().map(SeriesStatus::of).toList());
    }
}
