package io.tidemark.ingest.event;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Memory that the requests of all tenants share. One tenant has half of it at most, so that others always get some. */
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

    private synchronized boolean take(UUID tenant, long bytes) {
        var usedByThis = usedByTenant.getOrDefault(tenant, 0L) + bytes;
        if (used + bytes > capacity || usedByThis > capacity / 2) {
            return false;
        }
        used += bytes;
        usedByTenant.put(tenant, usedByThis);
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
            if (closed || !take(tenant, bytes)) {
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
