package io.tidemark.query.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which events are looked for; what is null does not matter. */
record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String action,
        @Nullable String actor,
        @Nullable String target) {}
