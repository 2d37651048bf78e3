package io.tidemark.alert.evaluation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.alert.judge.Verdict;
import io.tidemark.alert.judge.Verdict.Outcome;
import io.tidemark.alert.log.ConditionSnapshot;
import io.tidemark.alert.question.Window;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an evaluation would find now.
 *
 * @param from start of the window that was looked at
 * @param to its end
 */
@RegisterForReflection
@Schema(name = "AlertTrial")
record Trial(Instant from, Instant to, List<SeriesTrial> series) {

    static Trial of(Window window, List<Verdict> verdicts) {
        return new Trial(
                window.from(),
                window.to(),
                verdicts.stream().map(SeriesTrial::of).toList());
    }

    /** What it would find for one series. */
    @RegisterForReflection
    @Schema(name = "AlertSeriesTrial")
    record SeriesTrial(
            @Schema(description = "Empty if the rule has one only.")
            String series,

            @Schema(
                    type = SchemaType.STRING,
                    enumeration = {"matched", "unmatched", "noData", "error"},
                    description = "Before `noDataState` and `errorState` are applied.")
            Outcome outcome,

            List<ConditionSnapshot> conditions) {

        private static SeriesTrial of(Verdict verdict) {
            return new SeriesTrial(verdict.series(), verdict.outcome(), verdict.conditions());
        }
    }
}
