package io.tidemark.ingest.flush;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Submissions in the order of their arrival, bounded by their size in memory. What a writer has taken counts until
 * it is released, so that all that is held is bounded, not only what waits.
 */
final class FlushQueue {

    private final long capacity;
    private final int fullEvents;
    private final long fullBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Submission> waiting = new ArrayDeque<>();
    private int waitingEvents;
    private long waitingBytes;
    private long heldBytes;
    private int taken;
    private boolean closed;

    /**
     * @param capacity bytes held at most
     * @param fullEvents events at which a batch is full
     * @param fullBytes bytes at which a batch is full
     */
    FlushQueue(long capacity, int fullEvents, long fullBytes) {
        this.capacity = capacity;
        this.fullEvents = fullEvents;
        this.fullBytes = fullBytes;
    }

    /** Says whether there was room. An empty queue has room for any submission. */
    boolean offer(Submission submission) {
        lock.lock();
        try {
            if (closed || (heldBytes > 0 && heldBytes + submission.bytes() > capacity)) {
                return false;
            }
            waiting.add(submission);
            waitingEvents += submission.events().size();
            waitingBytes += submission.bytes();
            heldBytes += submission.bytes();
            if (waiting.size() == 1 || isFull()) {
                changed.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a submission, lets it wait for company, and takes a batch. Empty only when the queue is closed and
     * drained.
     *
     * @param linger how long a submission waits for company, from its arrival on
     * @param overlap how long it does so while another batch is taken and not released
     */
    List<Submission> take(Duration linger, Duration overlap) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!(closed && waiting.isEmpty())) {
                if (waiting.isEmpty()) {
                    changed.await();
                } else {
                    var patience = (taken == 0 ? linger : overlap).toNanos()
                            - waiting.element().age(System.nanoTime());
                    if (patience <= 0 || isFull() || closed) {
                        return removeBatch();
                    }
                    var _ = changed.awaitNanos(patience);
                }
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Removes what has waited for so long; the caller settles it. Its memory is released. */
    List<Submission> removeOlderThan(Duration age) {
        var now = System.nanoTime();
        lock.lock();
        try {
            var removed = new ArrayList<Submission>();
            while (!waiting.isEmpty() && waiting.element().age(now) >= age.toNanos()) {
                var submission = removeFirst();
                heldBytes -= submission.bytes();
                removed.add(submission);
            }
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the memory of what {@link #take} returned. */
    void release(Collection<Submission> batch) {
        lock.lock();
        try {
            batch.forEach(submission -> heldBytes -= submission.bytes());
            taken--;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is accepted; what waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int waitingEvents() {
        lock.lock();
        try {
            return waitingEvents;
        } finally {
            lock.unlock();
        }
    }

    long heldBytes() {
        lock.lock();
        try {
            return heldBytes;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return waitingEvents >= fullEvents || waitingBytes >= fullBytes;
    }

    private List<Submission> removeBatch() {
        var batch = new ArrayList<Submission>();
        var events = 0;
        var bytes = 0L;
        while (!waiting.isEmpty() && events < fullEvents && bytes < fullBytes) {
            var next = waiting.element();
            if (!batch.isEmpty() && events + next.events().size() > fullEvents) {
                break;
            }
            batch.add(removeFirst());
            events += next.events().size();
            bytes += next.bytes();
        }
        taken++;
        if (!waiting.isEmpty()) {
            changed.signal();
        }
        return batch;
    }

    private Submission removeFirst() {
        var submission = waiting.remove();
        waitingEvents -= submission.events().size();
        waitingBytes -= submission.bytes();
        return submission;
    }
}
