package io.tidemark.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt at a delivery, and what follows from it. */
record Attempt(
        UUID tenant,
        UUID delivery,
        UUID webhook,
        @Nullable UUID lease,
        Instant startedAt,
        Duration duration,
        Answer answer,
        Verdict verdict) {

    /** How long the receiver wants to be left alone. */
    Optional<Duration> retryAfter() {
        return answer instanceof Answer.Status status ? Optional.ofNullable(status.retryAfter()) : Optional.empty();
    }

    @Nullable
    Integer statusCode() {
        return answer instanceof Answer.Status status ? status.code() : null;
    }

    @Nullable
    String response() {
        return answer instanceof Answer.Status status ? status.body() : null;
    }

    @Nullable
    String error() {
        return switch (answer) {
            case Answer.Accepted _, Answer.Status _ -> null;
            case Answer.Failure(var reason) -> reason;
            case Answer.Refused(var reason) -> "refused: " + reason;
        };
    }
}
