package io.tidemark.platform.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Whether a service is tried at all. Open after a failure; then it is probed now and again, beside the requests. */
public final class Circuit {

    private final long interval;
    private final LongSupplier nanos;
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean open;
    private volatile long lastTried;

    public Circuit(Duration interval, LongSupplier nanos) {
        this.interval = interval.toNanos();
        this.nanos = nanos;
    }

    public boolean isOpen() {
        return open;
    }

    /** Says whether this opened it: of many failures at once, one is worth a word in the log. */
    public synchronized boolean open() {
        var opened = !open;
        open = true;
        lastTried = nanos.getAsLong();
        return opened;
    }

    /** Whether the caller is the one to probe now, and to report by {@link #probed}. */
    public boolean shouldProbe() {
        return open && nanos.getAsLong() - lastTried >= interval && probing.compareAndSet(false, true);
    }

    public void probed(boolean answered) {
        lastTried = nanos.getAsLong();
        open = !answered;
        probing.set(false);
    }
}
