package io.tidemark.platform.limit;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tier.TierConfig;
import io.vertx.core.http.HttpServerResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 429 beyond the read limit, and says on every answer what is left of it. */
class ReadLimitFilter {

    private static final String BUCKET = "read";

    private final Caller caller;
    private final RateLimiter limiter;
    private final TierConfig tiers;

    ReadLimitFilter(Caller caller, RateLimiter limiter, TierConfig tiers) {
        this.caller = caller;
        this.limiter = limiter;
        this.tiers = tiers;
    }

    @ServerRequestFilter
    @ReadLimited
    Uni<Void> limit(HttpServerResponse response) {
        return caller.findTenant()
                .map(tenant -> limit(tenant, response))
                // A platform administrator who acts for no tenant has no tier.
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> limit(Tenant tenant, HttpServerResponse response) {
        var perSecond = tiers.of(tenant.tier()).readRequestsPerSecond();
        return limiter.take(tenant.id(), BUCKET, 1, perSecond).map(decision -> {
            decision.headers(BUCKET).forEach(response::putHeader);
            if (!decision.allowed()) {
                throw ProblemException.rateLimited(decision.retryAfter());
            }
            return null;
        });
    }
}
