package io.tidemark.platform.tier;

import io.smallrye.config.ConfigMapping;
import io.tidemark.platform.tenancy.Tier;
import java.time.Duration;

/** What each tier may do. The defaults are in this library's {@code microprofile-config.properties}. */
@ConfigMapping(prefix = "tidemark.tiers")
public interface TierConfig {

    Limits free();

    Limits pro();

    Limits enterprise();

    default Limits of(Tier tier) {
        return switch (tier) {
            case FREE -> free();
            case PRO -> pro();
            case ENTERPRISE -> enterprise();
        };
    }

    /** The limits of one tier. */
    interface Limits {

        /** Events that a tenant may send per second; 0 is without limit. */
        long ingestEventsPerSecond();

        /** Requests that a tenant may read with per second; 0 is without limit. */
        long readRequestsPerSecond();

        /** How long raw events are kept; older ones are not accepted. */
        Duration rawRetention();

        /** How long counts per minute are kept. */
        Duration minuteRetention();

        /** How long counts per hour are kept. */
        Duration hourRetention();

        /** How long counts per day are kept. */
        Duration dayRetention();

        /** The most rows of one export. */
        long exportRows();

        /** Whether analytics are part of the tier. */
        boolean analytics();
    }
}
