package io.tidemark.rollups.cell;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Different elements of arrays that were sent, by their bytes, numbered as they come. Not thread-safe. */
final class SentValues {

    /** Of each, beside its bytes: where it ends, its place in the index, and the value that is made of it. */
    private static final int OVERHEAD = 96;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final HashIndex index = new HashIndex();

    /** One after the other. */
    private byte[] bytes = new byte[1024];

    /** Of each, where it ends; it begins where the one before it does. */
    private int[] ends = new int[64];

    private int size;

    /** The number of an element; that of a new one is the {@link #size} before. */
    int numberOf(SentArray element) {
        var hash = element.hash(seed);
        var slot = index.slot(hash);
        while (index.at(slot) != HashIndex.NONE) {
            if (isSame(index.at(slot), element)) {
                return index.at(slot);
            }
            slot = index.next(slot, hash);
        }
        keep(element);
        return index.add(slot, hash);
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** About how much memory they take. */
    long bytes() {
        return bytes.length + (long) OVERHEAD * size;
    }

    private void keep(SentArray element) {
        var start = start(size);
        var end = start + element.length();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        element.copyTo(bytes, start);
        ends[size++] = end;
    }

    private boolean isSame(int number, SentArray element) {
        return element.isSameAs(bytes, start(number), ends[number]);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }
}
