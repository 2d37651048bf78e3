package io.tidemark.ingest.event;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.limit.Decision;
import io.tidemark.platform.limit.RateLimiter;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tier.TierConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Holds a tenant to the events per second of its tier. */
@ApplicationScoped
class EventLimit {

    /** Names the bucket, and the policy in the answer's headers. */
    static final String POLICY = "ingest";

    private final RateLimiter limiter;
    private final TierConfig tiers;

    EventLimit(RateLimiter limiter, TierConfig tiers) {
        this.limiter = limiter;
        this.tiers = tiers;
    }

    /** Decides at once, without asking Redis, where there is no limit or nothing to count. */
    Uni<Decision> take(Tenant tenant, int events) {
        var perSecond = tiers.of(tenant.tier()).ingestEventsPerSecond();
        if (perSecond == 0 || events == 0) {
            return Uni.createFrom().item(Decision.UNLIMITED);
        }
        return limiter.take(tenant.id(), POLICY, events, perSecond);
    }
}
