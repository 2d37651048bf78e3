package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.alert.state.Input;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What follows if a rule cannot be evaluated. */
@Schema(name = "ErrorState")
public enum ErrorState {
    @JsonProperty("error")
    ERROR(Input.ERROR),
    @JsonProperty("alerting")
    ALERTING(Input.BREACH),
    @JsonProperty("ok")
    OK(Input.CLEAR),
    @JsonProperty("keepLast")
    KEEP_LAST(Input.KEEP);

    private final Input input;

    ErrorState(Input input) {
        this.input = input;
    }

    public Input input() {
        return input;
    }
}
