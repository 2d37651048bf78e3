package io.tidemark.query.apikey;

import io.tidemark.platform.identity.ApiKeys;
import io.tidemark.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key about to be stored: its hash instead of itself. */
record NewKey(
        UUID id,
        String name,
        ByteBuffer hash,
        String hint,
        List<Scope> scopes,
        @Nullable Instant expiresAt) {

    /** PostgreSQL's calendar ends before Java's does. */
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws ProblemException 400 if it would live too long */
    static NewKey of(String secret, String name, List<Scope> scopes, @Nullable Instant expiresAt) {
        if (expiresAt != null && expiresAt.isAfter(LATEST)) {
            throw ProblemException.invalid("expiresAt", "must be before the year 10000");
        }
        var hint = secret.substring(secret.length() - 4);
        return new NewKey(UUID.randomUUID(), name, ByteBuffer.wrap(ApiKeys.hash(secret)), hint, scopes, expiresAt);
    }
}
