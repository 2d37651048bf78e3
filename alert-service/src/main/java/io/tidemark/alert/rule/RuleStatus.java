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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a rule stands. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AlertStatus")
record RuleStatus(
        @Schema(description = "The worst of its series; at least error if it is not evaluated although it is due.")
        State state,

        @Schema(
                nullable = true,
                description = "Why it is not evaluated although it is due; causes of series are theirs.")
        @Nullable
        String error,

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

    static RuleStatus of(Rule rule, Optional<Slots> slots, List<StateRow> rows, Instant now) {
        var missed =
                slots.filter(schedule -> schedule.areMissed(rule.definition().evaluationInterval(), now));
        return new RuleStatus(
                worst(rows, missed.isPresent()),
                missed.map(RuleStatus::cause).orElse(null),
                slots.map(Slots::last).orElse(null),
                slots.map(Slots::next).orElse(null),
                rows.stream().map(SeriesStatus::of).toList());
    }

    private static State worst(List<StateRow> rows, boolean blind) {
        return Stream.concat(
                        rows.stream().map(row -> row.instance().state()), Stream.of(blind ? State.ERROR : State.OK))
                .max(Comparator.naturalOrder())
                .orElse(State.OK);
    }

    private static String cause(Slots missed) {
        return "it was due at %s and has not been evaluated since".formatted(missed.next());
    }
}
