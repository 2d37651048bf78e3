package io.tidemark.platform.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is stored of an API key that is not revoked; its scopes as the roles that they grant. */
record StoredKey(
        UUID id, UUID tenantId, Set<String> roles, @Nullable Instant expiresAt) {

    boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
