package io.tidemark.query.scope;

import io.tidemark.catalogue.plan.RetentionFloors;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.query.cache.Inquiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The one place where the sender of a request becomes what an aggregation may read: tenant, teams and retention. */
@ApplicationScoped
public class Scopes {

    private final TierConfig tiers;

    Scopes(TierConfig tiers) {
        this.tiers = tiers;
    }

    /**
     * What the sender may read.
     *
     * @param now what relative bounds refer to
     */
    public Scope of(Inquiry inquiry, Instant now) {
        var tenant = inquiry.tenant();
        var limits = tiers.of(tenant.tier());
        var floors = RetentionFloors.of(
                now, limits.rawRetention(), limits.minuteRetention(), limits.hourRetention(), limits.dayRetention());
        return new Scope(tenant.id(), tenant.timeZone(), floors, inquiry.teams(), now);
    }
}
