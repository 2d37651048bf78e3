package io.tidemark.importer.event;

/**
 * Counts equal lines in bounded memory: a count is remembered at least until a million other lines have come, and
 * equal lines follow closely in a log, for they share their time. What is forgotten depends on the lines read so far
 * and on nothing else, so that reading a log again counts the same.
 */
final class Occurrences {

    static final int REMEMBERED = 1 << 20;

    private final int capacity;
    private Generation young;
    private Generation old;

    Occurrences(int capacity) {
        this.capacity = capacity;
        this.young = new Generation(capacity);
        this.old = new Generation(capacity);
    }

    /** Returns how often the key has come by now, 1 the first time. */
    int count(long key) {
        int slot = young.slot(key);
        if (young.counts[slot] == 0) {
            if (young.size == capacity) {
                old = young;
                young = new Generation(capacity);
                slot = young.slot(key);
            }
            young.keys[slot] = key;
            young.counts[slot] = old.counts[old.slot(key)];
            young.size++;
        }
        return ++young.counts[slot];
    }

    /** An open-addressed table, at most half full. Keys are hashes already. */
    private static final class Generation {

        private final long[] keys;
        private final int[] counts;
        private int size;

        Generation(int capacity) {
            int slots = Integer.highestOneBit(Math.max(1, capacity)) * 4;
            this.keys = new long[slots];
            this.counts = new int[slots];
        }

        /** The slot of the key, or the free one where it belongs. */
        int slot(long key) {
            int mask = keys.length - 1;
            int slot = (int) key & mask;
            while (counts[slot] != 0 && keys[slot] != key) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }
    }
}
