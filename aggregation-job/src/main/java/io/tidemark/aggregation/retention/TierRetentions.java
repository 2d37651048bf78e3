package io.tidemark.aggregation.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/**
 * How long each tier keeps what: the same settings, with the same defaults, that the services read as {@code
 * TierConfig}. To be set alike.
 */
@ConfigMapping(prefix = "tidemark.tiers")
public interface TierRetentions {

    Kept free();

    Kept pro();

    Kept enterprise();

    default List<Kept> all() {
        return List.of(free(), pro(), enterprise());
    }

    /** What a tier keeps, which is given by the name that it is stored by. */
    default Kept of(String tier) {
        return switch (tier) {
            case "free" -> free();
            case "pro" -> pro();
            case "enterprise" -> enterprise();
            default -> throw new IllegalArgumentException("unknown tier " + tier);
        };
    }

    /** Periods of one tier. */
    interface Kept {

        /** Events. */
        @WithDefault("P30D")
        Duration rawRetention();

        /** Counts by the minute. */
        @WithDefault("P7D")
        Duration minuteRetention();

        /** Counts by the hour, of which days are made. */
        @WithDefault("P90D")
        Duration hourRetention();

        /** Counts by the day. */
        @WithDefault("P730D")
        Duration dayRetention();
    }
}
