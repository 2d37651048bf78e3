package io.tidemark.query.apikey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.platform.version.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API key without its secret. */
@Schema(name = "ApiKey")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiKey(
        UUID id,
        String name,

        @Schema(description = "The last four characters of the key, to tell keys apart")
        String hint,

        List<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,

        @Schema(description = "The key that replaces this one") @Nullable
        UUID rotatedTo,

        @JsonIgnore Version version) {}
