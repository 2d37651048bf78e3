package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.run.Failures;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * One run under way.
 *
 * @param now by the clock of the database
 * @param farthest what any tier keeps
 * @param dryRun whether it only says what it would remove
 * @param expired what it has removed so far
 * @param unreleased tenants whose hours must stay, for the days below could not be made
 */
record Sweep(
        Instant now,
        TierRetentions tiers,
        Horizon farthest,
        boolean dryRun,
        Expired expired,
        Failures failures,
        Set<UUID> unreleased) {

    static Sweep at(Instant now, TierRetentions tiers, boolean dryRun) {
        var horizons = tiers.all().stream().map(kept -> Horizon.of(kept, now)).toList();
        return new Sweep(
                now, tiers, Horizon.farthest(horizons), dryRun, new Expired(), new Failures(), new HashSet<>());
    }

    /** What a tier keeps. */
    Horizon of(String tier) {
        return Horizon.of(tiers.of(tier), now);
    }

    JsonObject toJson() {
        return expired.toJson(farthest, dryRun).put("failures", failures.toJson());
    }
}
