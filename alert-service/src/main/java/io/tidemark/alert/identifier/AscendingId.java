package io.tidemark.alert.identifier;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then random ones. */
public final class AscendingId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TIME_SHIFT = 16;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = Long.MIN_VALUE;

    private AscendingId() {}

    /** By the clock of the system: ids have no meaning but their order. */
    public static UUID now() {
        return of(Instant.now());
    }

    public static UUID of(Instant time) {
        return new UUID(
                time.toEpochMilli() << TIME_SHIFT | VERSION | RANDOM.nextInt(1 << 12),
                VARIANT | RANDOM.nextLong() >>> 2);
    }

    /** No id of that time or later is smaller. */
    public static UUID floor(Instant time) {
        return new UUID(time.toEpochMilli() << TIME_SHIFT, 0);
    }
}
