package io.tidemark.questions;

import io.tidemark.catalogue.plan.RetentionFloors;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tier.TierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The one place where a tenant becomes what an aggregation may read on its behalf: its events, teams and retention. */
@ApplicationScoped
public class Scopes {

    private final TierConfig tiers;

    Scopes(TierConfig tiers) {
        this.tiers = tiers;
    }

    /**
     * What may be read.
     *
     * @param teams if present, only events of routes in one of these groups
     * @param now what relative bounds refer to
     */
    public Scope of(Tenant tenant, Optional<Set<String>> teams, Instant now) {
        var limits = tiers.of(tenant.tier());
        var floors = RetentionFloors.of(
                now, limits.rawRetention(), limits.minuteRetention(), limits.hourRetention(), limits.dayRetention());
        return new Scope(tenant.id(), tenant.timeZone(), floors, teams, now);
    }
}
