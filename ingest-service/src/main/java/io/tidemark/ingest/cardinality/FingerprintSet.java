package io.tidemark.ingest.cardinality;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A growing set of fingerprints: 16 to 32 bytes each and no object. Reading takes no lock; a reader may miss what is
 * added at the same moment, and nothing else.
 */
final class FingerprintSet {

    private static final int SMALLEST = 16;
    private static final AtomicLongArray NOTHING = new AtomicLongArray(1);

    private volatile AtomicLongArray table = NOTHING;
    private int size;

    boolean contains(long fingerprint) {
        var slots = table;
        var mask = slots.length() - 1;
        for (var i = (int) fingerprint & mask; ; i = (i + 1) & mask) {
            var found = slots.getAcquire(i);
            if (found == fingerprint) {
                return true;
            }
            if (found == 0) {
                return false;
            }
        }
    }

    /** Says whether it is new. */
    synchronized boolean add(long fingerprint) {
        if (contains(fingerprint)) {
            return false;
        }
        if (2 * (size + 1) > table.length()) {
            table = grown();
        }
        put(table, fingerprint);
        size++;
        return true;
    }

    synchronized int size() {
        return size;
    }

    long bytes() {
        return 8L * table.length();
    }

    private AtomicLongArray grown() {
        var old = table;
        var larger = new AtomicLongArray(Math.max(SMALLEST, 2 * old.length()));
        for (var i = 0; i < old.length(); i++) {
            if (old.getPlain(i) != 0) {
                put(larger, old.getPlain(i));
            }
        }
        return larger;
    }

    private static void put(AtomicLongArray slots, long fingerprint) {
        var mask = slots.length() - 1;
        var i = (int) fingerprint & mask;
        while (slots.getPlain(i) != 0) {
            i = (i + 1) & mask;
        }
        slots.setRelease(i, fingerprint);
    }
}
