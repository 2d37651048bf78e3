package io.tidemark.aggregation.retention;

import java.util.UUID;

/** A live tenant. */
record KeptTenant(UUID id, String tier, String timeZone) {}
