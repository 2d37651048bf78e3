package io.tidemark.alert.state;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a series of a rule stands; the worse, the later. */
@Schema(
        name = "AlertState",
        enumeration = {"ok", "recovering", "pending", "noData", "error", "firing"})
public enum State {
    OK("ok"),
    /** Fired, and clear since a while that is shorter than {@code keepFiringFor}. */
    RECOVERING("recovering"),
    /** Breached, but not for long enough, or within the cooldown of the last firing. */
    PENDING("pending"),
    NO_DATA("noData"),
    ERROR("error"),
    FIRING("firing");

    private final String code;

    State(String code) {
        this.code = code;
    }

    /** The name as it is stored and sent. */
    @JsonValue
    public String code() {
        return code;
    }

    /**
     * The state of a code.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static State of(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state: " + code));
    }
}
