package io.tidemark.ingest.cardinality;

import io.tidemark.platform.tier.OpenDimension;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Objects;
import java.util.UUID;

/** What this process knows of the values of one tenant. */
final class TenantValues {

    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final long OVERHEAD = 3_000;

    private final EnumMap<OpenDimension, KnownDimension> dimensions = new EnumMap<>(OpenDimension.class);
    private volatile long rollAt;

    /** Days of different tenants begin at different times, so that not all of them are touched at once. */
    TenantValues(UUID tenant, long now) {
        for (var dimension : OpenDimension.values()) {
            dimensions.put(dimension, new KnownDimension());
        }
        this.rollAt = now + Math.floorMod(tenant.getLeastSignificantBits(), DAY);
    }

    KnownDimension of(OpenDimension dimension) {
        return Objects.requireNonNull(dimensions.get(dimension));
    }

    /** To be called with every batch. */
    void rollIfDue(long now) {
        if (now - rollAt >= 0) {
            roll(now);
        }
    }

    private synchronized void roll(long now) {
        if (now - rollAt >= 0) {
            rollAt = now + DAY;
            dimensions.values().forEach(KnownDimension::roll);
        }
    }

    /** Estimated size in memory. */
    long bytes() {
        return OVERHEAD
                + dimensions.values().stream().mapToLong(KnownDimension::bytes).sum();
    }
}
