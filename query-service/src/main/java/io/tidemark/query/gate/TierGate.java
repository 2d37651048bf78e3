package io.tidemark.query.gate;

import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 403 to tenants whose tier has no analytics: after the rate limit, before the parameters are looked at. */
class TierGate {

    private final Caller caller;
    private final AnalyticsTiers tiers;

    TierGate(Caller caller, AnalyticsTiers tiers) {
        this.caller = caller;
        this.tiers = tiers;
    }

    @ServerRequestFilter(priority = Priorities.USER + 1)
    @Analytics
    void check() {
        if (!tiers.include(caller.tenant().tier())) {
            throw ProblemException.of(
                    ProblemType.ANALYTICS_NOT_AVAILABLE, "Analytics are part of the tiers pro and enterprise.");
        }
    }
}
