package io.tidemark.query.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One stored event. What the event did not carry is absent; of the sender's address and user agent, only what they were
 * classified as was ever stored.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Event(
        @Schema(description = "The id that was sent if it was a UUID, else the UUID made of it.")
        UUID id,

        @Schema(examples = "request") String type,
        Instant time,
        @Nullable UUID agentId,

        @Schema(description = "The agent's present name.") @Nullable
        String agentName,

        @Nullable String api,
        @Nullable String route,
        @Nullable String path,
        @Nullable String method,
        @Nullable Integer status,
        @Nullable String protocol,
        @Nullable String domain,
        @Nullable String environment,
        @Nullable String consumer,
        @Nullable String user,
        List<String> groups,
        @Nullable BigDecimal durationMs,
        @Nullable BigDecimal overheadMs,
        @Nullable BigDecimal backendMs,
        @Nullable Long bytesIn,
        @Nullable Long bytesOut,
        long quantity,
        @Nullable String country,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String device,
        @Nullable String clientClass,
        @Nullable String referrerClass,
        @Nullable String referrerDomain,
        @Nullable Failure error,
        @Nullable String requestId,
        @Nullable String traceId,
        @Nullable String spanId,

        @Schema(type = SchemaType.OBJECT, implementation = Object.class) @JsonRawValue @Nullable
        String attributes) {

    /** What went wrong, in the sender's words; of a status that is an error, at least the category. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "EventError")
    record Failure(
            @Nullable String type,
            @Nullable String message,
            @Nullable String category) {}
}
