package io.tidemark.query.gate;

import io.tidemark.platform.tenancy.Tier;
import io.tidemark.platform.tier.TierConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Which tiers have analytics. */
@ApplicationScoped
public class AnalyticsTiers {

    private final TierConfig tiers;
    private final AnalyticsConfig config;

    AnalyticsTiers(TierConfig tiers, AnalyticsConfig config) {
        this.tiers = tiers;
        this.config = config;
    }

    public boolean include(Tier tier) {
        return tiers.of(tier).analytics() || (tier == Tier.FREE && config.freeTier());
    }
}
