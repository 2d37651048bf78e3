package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.log.Severity;
import io.tidemark.alert.question.Window;
import io.tidemark.alert.schedule.Timing;
import io.tidemark.alert.state.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule as it is stored, found to be valid. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleDefinition(
        String description,
        Severity severity,
        Map<String, String> labels,
        Duration window,
        Duration evaluationInterval,
        Duration evaluationDelay,
        @JsonProperty("for") Duration waiting,
        Duration keepFiringFor,
        Duration cooldown,
        Combine combine,
        NoDataState noDataState,
        ErrorState errorState,
        @Nullable String message,
        List<Condition> conditions) {

    public RuleDefinition {
        labels = Map.copyOf(labels);
        conditions = List.copyOf(conditions);
    }

    @JsonIgnore
    public Machine machine() {
        return new Machine(waiting, keepFiringFor, cooldown);
    }

    /** When it is evaluated. */
    @JsonIgnore
    public Timing timing() {
        var asked = conditions.stream()
                .map(condition -> condition.asked().text())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Timing.of(asked, window, evaluationInterval, evaluationDelay);
    }

    /** The window that is looked at in a slot. */
    public Window window(Instant slot) {
        return Window.endingAt(slot.minus(evaluationDelay), window);
    }

    /** Whether what is known of its series holds for the other one, too. */
    boolean judgesLike(RuleDefinition other) {
        return conditions.equals(other.conditions)
                && combine == other.combine
                && window.equals(other.window)
                && evaluationDelay.equals(other.evaluationDelay);
    }
}
