package io.tidemark.alert.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form of a message. */
@Schema(
        name = "WebhookFormat",
        enumeration = {"standard", "cloudevents", "slack", "alertmanager", "text"})
public enum Format {
    /** Standard Webhooks: {@code {"type","timestamp","data"}}. */
    STANDARD("standard", "application/json"),
    /** CloudEvents 1.0, structured. */
    CLOUDEVENTS("cloudevents", "application/cloudevents+json"),
    /** An incoming webhook of Slack, or of what imitates it. */
    SLACK("slack", "application/json"),
    /** Version 4 of what Alertmanager sends to its webhook receivers. */
    ALERTMANAGER("alertmanager", "application/json"),
    /** A subject line, an empty line and text: for people, and for e-mail alone. */
    TEXT("text", "text/plain");

    private final String code;
    private final String contentType;

    Format(String code, String contentType) {
        this.code = code;
        this.contentType = contentType;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException if none has it
     */
    @JsonCreator
    public static Format of(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format: " + code));
    }
}
