package io.tidemark.aggregation.purge;

import java.time.Duration;
import java.util.UUID;

/** A tenant whose deletion was asked for so long ago. */
record DeletedTenant(UUID id, Duration age) {}
