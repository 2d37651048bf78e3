package io.tidemark.ingest.roll;

import java.time.Duration;

/**
 * How many events a step takes: more while much waits and steps are quick, so that fewer cells are written over and over;
 * fewer when they are slow, so that others have their turn.
 */
final class StepSize {

    private final int smallest;
    private final int largest;
    private final Duration target;
    private int size;

    StepSize(int smallest, int largest, Duration target) {
        if (smallest < 1 || smallest > largest) {
            throw new IllegalArgumentException("from %d to %d events a step".formatted(smallest, largest));
        }
        this.smallest = smallest;
        this.largest = largest;
        this.target = target;
        this.size = smallest;
    }

    synchronized int next() {
        return size;
    }

    /**
     * Learns from a step.
     *
     * @param full whether it took as many events as it was to
     */
    synchronized void took(Duration duration, boolean full) {
        if (duration.compareTo(target) > 0) {
            size = Math.max(smallest, size / 2);
        } else if (full && duration.multipliedBy(2).compareTo(target) < 0) {
            size = (int) Math.min(largest, 2L * size);
        }
    }

    /** A step that failed may have been too large. */
    synchronized void failed() {
        size = smallest;
    }
}
