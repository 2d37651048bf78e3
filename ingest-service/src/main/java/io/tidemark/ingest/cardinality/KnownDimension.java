package io.tidemark.ingest.cardinality;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of one dimension of one tenant. Thread-safe; judging takes no lock.
 *
 * <p>A day's values come into {@code touched} one by one, each as the database is told that it was seen. Those of the
 * day before are still known to be admitted; older ones may have been freed, so they are asked for again.
 */
final class KnownDimension {

    private volatile FingerprintSet touched = new FingerprintSet();
    private volatile FingerprintSet known = new FingerprintSet();
    private volatile @Nullable Full full;

    /** @param now on the scale of {@link System#nanoTime} */
    Verdict judge(long fingerprint, long now) {
        if (touched.contains(fingerprint)) {
            return Verdict.ADMITTED;
        }
        if (known.contains(fingerprint)) {
            return touched.add(fingerprint) ? Verdict.ADMITTED_AND_TOLD : Verdict.ADMITTED;
        }
        var limit = full;
        if (limit == null) {
            return Verdict.UNKNOWN;
        }
        return limit.isDue(now) ? Verdict.FOLDED_AND_ASKED : Verdict.FOLDED;
    }

    /** Whether the database has yet to be asked for it. */
    boolean isUnknown(long fingerprint) {
        return full == null && !known.contains(fingerprint) && !touched.contains(fingerprint);
    }

    boolean isTouched(long fingerprint) {
        return touched.contains(fingerprint);
    }

    void admit(long fingerprint) {
        touched.add(fingerprint);
    }

    /** If it is not full since the moment that is known here, what is known here is outdated. */
    void confirm(@Nullable Instant fullSince) {
        var limit = full;
        if (limit != null && !limit.since.equals(fullSince)) {
            full = null;
        }
    }

    boolean isFull() {
        return full != null;
    }

    /**
     * From now on no other values than these are admitted, until somebody looks again.
     *
     * @param all the admitted values
     */
    void fill(FingerprintSet all, Instant since, long now, long recheckNanos) {
        known = all;
        full = new Full(since, recheckNanos, new AtomicLong(now + recheckNanos));
    }

    /** Begins a new day. */
    void roll() {
        full = null;
        known = touched;
        touched = new FingerprintSet();
    }

    /** To be called when something known here proved wrong. */
    void forget() {
        full = null;
        known = new FingerprintSet();
        touched = new FingerprintSet();
    }

    long bytes() {
        return touched.bytes() + known.bytes();
    }

    private record Full(Instant since, long recheckNanos, AtomicLong recheckAt) {

        /** True for one caller per interval. */
        boolean isDue(long now) {
            var due = recheckAt.get();
            return now - due >= 0 && recheckAt.compareAndSet(due, now + recheckNanos);
        }
    }
}
