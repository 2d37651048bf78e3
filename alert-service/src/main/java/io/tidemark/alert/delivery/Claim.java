package io.tidemark.alert.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this process may attempt, as long as its lease lasts.
 *
 * @param due when it was to be sent
 */
record Claim(UUID tenant, UUID id, UUID webhook, UUID lease, Instant due) {}
