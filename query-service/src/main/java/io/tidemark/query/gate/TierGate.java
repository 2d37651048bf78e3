package io.tidemark.query.gate;

import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.platform.tier.TierConfig;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 403 to tenants whose tier has no analytics: after the rate limit, before the parameters are looked at. */
class TierGate {

    private final Caller caller;
    private final TierConfig tiers;
    private final AnalyticsConfig config;

    TierGate(Caller caller, TierConfig tiers, AnalyticsConfig config) {
        this.caller = caller;
        this.tiers = tiers;
        this.config = config;
    }

    @ServerRequestFilter(priority = Priorities.USER + 1)
    @Analytics
    void check() {
        var tier = caller.tenant().tier();
        if (!tiers.of(tier).analytics() && !(tier == Tier.FREE && config.freeTier())) {
            throw ProblemException.of(
                    ProblemType.ANALYTICS_NOT_AVAILABLE, "Analytics are part of the tiers pro and enterprise.");
        }
    }
}
