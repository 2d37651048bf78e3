package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.alert.state.Input;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What follows if there are no events to judge by. */
@Schema(name = "NoDataState")
public enum NoDataState {
    @JsonProperty("noData")
    NO_DATA(Input.NO_DATA),
    @JsonProperty("alerting")
    ALERTING(Input.BREACH),
    @JsonProperty("ok")
    OK(Input.CLEAR),
    @JsonProperty("keepLast")
    KEEP_LAST(Input.KEEP);

    private final Input input;

    NoDataState(Input input) {
        this.input = input;
    }

    public Input input() {
        return input;
    }
}
