package io.tidemark.alert.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * Rules to be evaluated together, claimed.
 *
 * @param since the first slot that was not evaluated
 * @param slot the newest one: what was missed before is not made up for
 */
public record Due(UUID tenant, UUID id, long generation, Instant since, Instant slot, Instant next) {}
