package io.tidemark.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that somebody did for a tenant. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEvent(
        UUID id,
        Instant time,
        UUID tenantId,

        @Schema(description = "The subject of the token, or `api-key:` and the id of the key")
        String actor,

        @Schema(description = "The API key, if the caller came with one") @Nullable
        UUID apiKeyId,

        @Schema(description = "Whether a platform administrator did it")
        boolean platform,

        @Schema(examples = "apiKey.revoked") String action,

        @Schema(description = "The id of what it was done to")
        String target) {}
