package io.tidemark.ingest.event;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.Event;
import io.tidemark.ingest.partition.Partitions;
import io.tidemark.platform.limit.Decision;
import io.tidemark.platform.limit.RateLimiter;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tier.TierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a tenant to the events per second of its tier, and to so many old days per second: the partition that each of
 * them needs costs a lock that the writers of all tenants feel.
 */
@ApplicationScoped
class EventLimit {

    /** Names the bucket, and the policy in the answer's headers. */
    static final String POLICY = "ingest";

    private static final String OLD_DAYS = "backfill";
    private static final long OLD_DAYS_PER_SECOND = 10;

    /** About as many as can be made before a request is given up; the rest is asked for when it comes again. */
    private static final int OLD_DAYS_AT_ONCE = 30;

    private final RateLimiter limiter;
    private final TierConfig tiers;
    private final Partitions partitions;

    EventLimit(RateLimiter limiter, TierConfig tiers, Partitions partitions) {
        this.limiter = limiter;
        this.tiers = tiers;
        this.partitions = partitions;
    }

    /** Decides at once, without asking Redis, where there is no limit or nothing to count. */
    Uni<Decision> take(Tenant tenant, Batch batch) {
        return takeEvents(tenant, batch.size()).flatMap(decision -> {
            var days = decision.allowed() ? newOldDays(batch.events()) : 0;
            return days == 0 ? Uni.createFrom().item(decision) : takeDays(tenant, days, decision);
        });
    }

    private Uni<Decision> takeEvents(Tenant tenant, int events) {
        var perSecond = tiers.of(tenant.tier()).ingestEventsPerSecond();
        if (perSecond == 0 || events == 0) {
            return Uni.createFrom().item(Decision.UNLIMITED);
        }
        return limiter.take(tenant.id(), POLICY, events, perSecond);
    }

    /** The headers of the answer tell of events only. */
    private Uni<Decision> takeDays(Tenant tenant, int days, Decision events) {
        return limiter.take(tenant.id(), OLD_DAYS, Math.min(days, OLD_DAYS_AT_ONCE), OLD_DAYS_PER_SECOND)
                .map(decision -> new Decision(
                        decision.allowed(),
                        events.limit(),
                        events.remaining(),
                        events.resetAfter(),
                        decision.retryAfter()));
    }

    private int newOldDays(List<Event> events) {
        var firstKept = partitions.firstKeptDay();
        Set<LocalDate> old = events.stream()
                .map(Event::day)
                .filter(day -> day.isBefore(firstKept))
                .collect(Collectors.toSet());
        return partitions.unknown(old).size();
    }
}
