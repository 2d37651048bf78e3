package io.tidemark.aggregation.snapshot;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant of which snapshots are taken.
 *
 * @param hoursFrom from when on all its hours are kept
 */
record SnapshotTenant(UUID id, String timeZone, Instant hoursFrom) {}
