package io.tidemark.alert.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event on its way to a webhook, or the log of it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Delivery")
record Delivery(
        UUID id,

        @Schema(description = "The header `webhook-id`, the same with each attempt.")
        String messageId,

        UUID eventId,
        String eventType,
        DeliveryStatus status,
        Instant createdAt,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                description = "Null when there is none to come.")
        @Nullable
        Instant nextAttemptAt,

        Request request,

        @Schema(description = "Oldest first.") List<LoggedAttempt> attempts) {

    Delivery {
        attempts = List.copyOf(attempts);
    }

    /** What is sent. */
    @RegisterForReflection
    @Schema(name = "DeliveryRequest")
    record Request(String contentType, String body) {}

    /** One attempt. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "DeliveryAttempt")
    record LoggedAttempt(
            int number,
            Instant startedAt,
            int durationMs,

            @Schema(nullable = true, description = "The status of the answer; null without one.") @Nullable
            Integer responseStatus,

            @Schema(nullable = true, description = "The beginning of the answer's body.") @Nullable
            String responseBody,

            @Schema(nullable = true, description = "Why there is no answer.") @Nullable
            String error) {}
}
