package io.tidemark.alert.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * What one webhook is given at a time. A receiver that answers well is given more, so that a batch is always ready for
 * it; one that fails or hangs is given one delivery at a time, so that it occupies nothing that others need.
 */
final class Lane {

    private static final int MOST_AHEAD = 10;
    private static final double NANOS = 1e9;

    private final int concurrency;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private final Semaphore turns;

    private int allowance;
    private int inFlight;
    private double tokens;
    private long filledAt;
    private long heldUntil;

    /**
     * @param concurrency how many requests at once
     * @param perSecond how many requests a second, as many of them at once after a pause
     */
    Lane(int concurrency, int perSecond, LongSupplier nanoTime) {
        this.concurrency = concurrency;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.turns = new Semaphore(concurrency, true);
        this.allowance = concurrency;
        this.tokens = perSecond;
        this.filledAt = nanoTime.getAsLong();
        this.heldUntil = filledAt;
    }

    /** How many deliveries may be claimed for it now. */
    synchronized int room() {
        fill();
        if (isHeld()) {
            return 0;
        }
        return Math.max(0, Math.min(allowance - inFlight, (int) tokens));
    }

    synchronized void claimed() {
        fill();
        inFlight++;
        tokens--;
    }

    /** Waits until one of the requests at once is this one's. */
    void enter() throws InterruptedException {
        turns.acquire();
    }

    void leave() {
        turns.release();
    }

    synchronized void finished(boolean well) {
        inFlight--;
        allowance = well ? Math.min(allowance * 2, concurrency * MOST_AHEAD) : 1;
    }

    /** The receiver asked to be left alone. */
    synchronized void hold(Duration time) {
        var until = nanoTime.getAsLong() + time.toNanos();
        if (until - heldUntil > 0) {
            heldUntil = until;
        }
    }

    /** Whether it is as if it were new, so that it need not be remembered. */
    synchronized boolean isIdle() {
        fill();
        return inFlight == 0 && allowance >= concurrency && tokens >= perSecond && !isHeld();
    }

    private boolean isHeld() {
        return heldUntil - nanoTime.getAsLong() > 0;
    }

    private void fill() {
        var now = nanoTime.getAsLong();
        tokens = Math.min(perSecond, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
    }
}
