package io.tidemark.catalogue.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * On whose behalf an aggregation reads, and when.
 *
 * @param homeZone the tenant's zone: hours and days of rollups follow it
 * @param floors what the tenant's tier keeps
 * @param teams if present, only events of routes in one of these groups; if empty, nothing
 * @param now the instant that relative bounds refer to, and the {@code asOf} of the answer
 */
public record Scope(UUID tenant, ZoneId homeZone, RetentionFloors floors, Optional<Set<String>> teams, Instant now) {

    public Scope {
        teams = teams.map(Set::copyOf);
    }
}
