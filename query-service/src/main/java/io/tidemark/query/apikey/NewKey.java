package io.tidemark.query.apikey;

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
        @Nullable Instant expiresAt) {}
