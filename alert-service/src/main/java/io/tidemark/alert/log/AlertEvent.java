package io.tidemark.alert.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a series of a rule, or a webhook, had to say.
 *
 * @param alertId the rule; of events about a webhook, that
 * @param series the one of an alert with several; empty if it has one
 * @param sequence counts the events of a rule's series from 1
 * @param time the instant that was evaluated
 * @param silenced whether it is logged only
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AlertEvent")
public record AlertEvent(
        UUID id,
        UUID alertId,
        String alertName,
        EventType type,
        Severity severity,
        String series,
        long sequence,
        Instant time,
        String message,
        Map<String, String> labels,
        List<ConditionSnapshot> conditions,
        boolean silenced,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant seenAt,

        @Schema(nullable = true) @Nullable String seenBy) {

    public AlertEvent {
        labels = Map.copyOf(labels);
        conditions = List.copyOf(conditions);
    }

    /** The id of an event: whoever computes it, and however often, it is the same. */
    public static UUID id(UUID alertId, String series, long sequence) {
        return UUID.nameUUIDFromBytes((alertId + "\n" + series + "\n" + sequence).getBytes(StandardCharsets.UTF_8));
    }
}
