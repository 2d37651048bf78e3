package io.tidemark.ingest.event;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Memory that the requests of all tenants share. One tenant has half of it at most, so that others always get some; or
 * one request that is larger, so that every request that is allowed can be made.
 */
final class MemoryBudget {

    private final long capacity;
    private final Map<UUID, Long> usedByTenant = new HashMap<>();
    private long used;

    MemoryBudget(long capacity) {
        this.capacity = capacity;
    }

    Share open(UUID tenant) {
        return new Share(tenant);
    }

    synchronized long used() {
        return used;
    }

    /** @param held what the same request has already */
    private synchronized boolean take(UUID tenant, long bytes, long held) {
        var usedByThis = usedByTenant.getOrDefault(tenant, 0L);
        var more = usedByThis + bytes;
        if (used + bytes > capacity || (more > capacity / 2 && usedByThis != held)) {
            return false;
        }
        used += bytes;
        usedByTenant.put(tenant, more);
        return true;
    }

    private synchronized void give(UUID tenant, long bytes) {
        used -= bytes;
        usedByTenant.computeIfPresent(tenant, (same, all) -> all > bytes ? all - bytes : null);
    }

    /** What one request holds. Thread-safe. */
    final class Share {

        private final UUID tenant;
        private long held;
        private boolean closed;

        private Share(UUID tenant) {
            this.tenant = tenant;
        }

        /** Says whether there was room for so many bytes more. */
        synchronized boolean grow(long bytes) {
            if (closed || !take(tenant, bytes, held)) {
                return false;
            }
            held += bytes;
            return true;
        }

        /** Gives everything back; the share cannot grow any more. */
        synchronized void close() {
            closed = true;
            give(tenant, held);
            held = 0;
        }
    }
}
