package io.tidemark.alert.log;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What events are about. */
@Schema(
        name = "EventType",
        enumeration = {
            "alert.pending",
            "alert.firing",
            "alert.resolved",
            "alert.noData",
            "alert.error",
            "webhook.disabled",
            "webhook.test"
        })
public enum EventType {
    PENDING("alert.pending"),
    FIRING("alert.firing"),
    RESOLVED("alert.resolved"),
    NO_DATA("alert.noData"),
    ERROR("alert.error"),
    WEBHOOK_DISABLED("webhook.disabled"),
    WEBHOOK_TEST("webhook.test");

    private final String code;

    EventType(String code) {
        this.code = code;
    }

    /** The name as it is stored and sent. */
    @JsonValue
    public String code() {
        return code;
    }

    /**
     * The type of a code.
     *
     * @throws IllegalArgumentException if none has it
     */
    @JsonCreator
    public static EventType of(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type of event: " + code));
    }
}
