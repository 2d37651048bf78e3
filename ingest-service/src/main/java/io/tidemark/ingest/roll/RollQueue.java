package io.tidemark.ingest.roll;

import io.tidemark.rollups.roll.Home;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tenants that wait for a step. Each is there once or in the hands of one roller, and then goes to the end. */
final class RollQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Home> waiting = new ArrayDeque<>();
    private final Set<UUID> known = new HashSet<>();
    private boolean closed;

    /** Adds those that neither wait nor are being worked on. */
    void offer(Collection<Home> homes) {
        lock.lock();
        try {
            for (var home : homes) {
                if (!closed && known.add(home.tenant())) {
                    waiting.add(home);
                    changed.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a tenant; empty once the queue is closed. */
    Optional<Home> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            return closed ? Optional.empty() : Optional.of(waiting.remove());
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what {@link #take} answered; with more to do it goes to the end of the queue. */
    void done(Home home, boolean more) {
        lock.lock();
        try {
            if (more) {
                waiting.add(home);
                changed.signal();
            } else {
                known.remove(home.tenant());
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
