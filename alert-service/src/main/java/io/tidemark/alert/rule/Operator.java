package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a value is held against the threshold. */
@Schema(name = "Operator")
public enum Operator {
    @JsonProperty(">")
    GREATER(">"),
    @JsonProperty(">=")
    AT_LEAST(">="),
    @JsonProperty("<")
    LESS("<"),
    @JsonProperty("<=")
    AT_MOST("<="),
    @JsonProperty("==")
    EQUAL("=="),
    @JsonProperty("!=")
    DIFFERENT("!=");

    private final String code;

    Operator(String code) {
        this.code = code;
    }

    public boolean holds(double value, double threshold) {
        return switch (this) {
            case GREATER -> value > threshold;
            case AT_LEAST -> value >= threshold;
            case LESS -> value < threshold;
            case AT_MOST -> value <= threshold;
            case EQUAL -> value == threshold;
            case DIFFERENT -> value != threshold;
        };
    }

    public String code() {
        return code;
    }
}
