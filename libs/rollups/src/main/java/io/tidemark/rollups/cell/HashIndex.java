package io.tidemark.rollups.cell;

import java.util.Arrays;

/**
 * Finds things that are numbered as they come, by their hash: open addressing with linear probing. What the things are, and
 * which are the same, is up to the caller:
 *
 * <pre>{@code
 * for (var slot = index.slot(hash); ; slot = index.next(slot, hash)) {
 *     var number = index.at(slot);
 *     if (number == HashIndex.NONE) {
 *         return index.add(slot, hash);
 *     }
 *     if (isSame(number, thing)) {
 *         return number;
 *     }
 * }
 * }</pre>
 */
final class HashIndex {

    static final int NONE = -1;

    /** Of each thing. */
    private int[] hashes = new int[1024];

    /** Of each slot, the thing that is there. */
    private int[] table = new int[4096];

    private int size;

    HashIndex() {
        Arrays.fill(table, NONE);
    }

    /** The first slot that has a thing of the hash, or is free. */
    int slot(int hash) {
        return seek(hash & table.length - 1, hash);
    }

    /** The next one. */
    int next(int slot, int hash) {
        return seek(slot + 1 & table.length - 1, hash);
    }

    /** The thing in a slot; {@link #NONE} if it is free. */
    int at(int slot) {
        return table[slot];
    }

    /** Puts the next thing in a free slot of {@link #slot} or {@link #next}; answers its number. */
    int add(int slot, int hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size] = hash;
        table[slot] = size;
        size++;
        if (2 * size > table.length) {
            rehash();
        }
        return size - 1;
    }

    private int seek(int from, int hash) {
        var slot = from;
        while (table[slot] != NONE && hashes[table[slot]] != hash) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private void rehash() {
        table = new int[2 * table.length];
        Arrays.fill(table, NONE);
        for (var thing = 0; thing < size; thing++) {
            var slot = hashes[thing] & table.length - 1;
            while (table[slot] != NONE) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = thing;
        }
    }
}
