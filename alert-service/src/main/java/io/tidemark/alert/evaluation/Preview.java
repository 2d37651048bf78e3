package io.tidemark.alert.evaluation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.judge.Verdict.Outcome;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a rule would have said. */
@RegisterForReflection
@Schema(name = "AlertPreview")
record Preview(
        @Schema(description = "The first instant that was evaluated.")
        Instant from,

        @Schema(description = "The last one.") Instant to,

        @Schema(description = "From one to the next: the rule's interval, or longer if there would be too many.")
        Duration step,

        int evaluations,

        @Schema(description = "How often it would have fired, all series together.")
        int firings,

        @Schema(description = "How many verdicts were errors: what is that old may not be kept.")
        int errors,

        @Schema(description = "False: time ran out before the end.")
        boolean complete,

        @Schema(description = "The first thousand, in the order of time.")
        List<AlertEvent> events) {

    private static final int MOST = 1000;

    static Preview of(Instant from, Instant to, Duration step, Change all, int evaluations, boolean complete) {
        return new Preview(
                from,
                to,
                step,
                evaluations,
                (int) all.events().stream()
                        .filter(event -> event.type() == EventType.FIRING)
                        .count(),
                (int) all.outcomes().stream()
                        .filter(outcome -> outcome == Outcome.ERROR)
                        .count(),
                complete,
                all.events().stream().limit(MOST).toList());
    }
}
