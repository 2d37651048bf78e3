package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the value is compared with before it meets the threshold. */
@Schema(name = "Comparison")
public enum Comparison {
    /** The window of the same length just before: the value is the change, 0.5 being half as much again. */
    @JsonProperty("previous-period")
    PREVIOUS_PERIOD,
    /** The same hour of the last four weeks: the value is the distance from their median in units of their MAD. */
    @JsonProperty("last-4-weeks")
    LAST_FOUR_WEEKS
}
