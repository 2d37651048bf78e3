package io.tidemark.alert.judge;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.alert.log.ConditionSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of a rule for one series. */
public record Verdict(String series, Outcome outcome, List<ConditionSnapshot> conditions) {

    /** How it came out, before the rule's policies. */
    public enum Outcome {
        MATCHED("matched"),
        UNMATCHED("unmatched"),
        NO_DATA("noData"),
        ERROR("error");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        @JsonValue
        public String code() {
            return code;
        }
    }

    public Verdict {
        conditions = List.copyOf(conditions);
    }

    /** The condition to speak of: the first that matched, else the first. */
    public ConditionSnapshot foremost() {
        return conditions.stream()
                .filter(ConditionSnapshot::matched)
                .findFirst()
                .orElse(conditions.getFirst());
    }

    /** Why it could not be evaluated. */
    public Optional<String> cause() {
        return conditions.stream()
                .flatMap(condition -> Stream.ofNullable(condition.error()))
                .map(Objects::requireNonNull)
                .findFirst();
    }
}
