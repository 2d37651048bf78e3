package io.tidemark.ingest.event;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that many requests share. */
final class MemoryBudget {

    private final long capacity;
    private final AtomicLong used = new AtomicLong();

    MemoryBudget(long capacity) {
        this.capacity = capacity;
    }

    Share open() {
        return new Share();
    }

    long used() {
        return used.get();
    }

    /** What one request holds. Thread-safe. */
    final class Share {

        private long held;
        private boolean closed;

        /** Says whether there was room for so many bytes more. */
        synchronized boolean grow(long bytes) {
            if (closed || used.addAndGet(bytes) > capacity) {
                used.addAndGet(closed ? 0 : -bytes);
                return false;
            }
            held += bytes;
            return true;
        }

        /** Gives everything back; the share cannot grow any more. */
        synchronized void close() {
            closed = true;
            used.addAndGet(-held);
            held = 0;
        }
    }
}
