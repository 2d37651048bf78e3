package io.tidemark.rollups.cell;

import java.util.Arrays;

/** Different elements of arrays that were sent, by their bytes, numbered as they come. Not thread-safe. */
final class SentValues {

    static final int NONE = HashIndex.NONE;

    private final HashIndex index = new HashIndex();

    /** One after the other. */
    private byte[] bytes = new byte[1024];

    /** Of each, where it ends; it begins where the one before it does. */
    private int[] ends = new int[64];

    private int size;

    /** The number of an element that there is already. */
    int find(SentArray element) {
        var hash = element.hash();
        var slot = index.slot(hash);
        while (index.at(slot) != NONE && !isSame(index.at(slot), element)) {
            slot = index.next(slot, hash);
        }
        return index.at(slot);
    }

    /** Adds one that is new; answers its number. */
    int add(SentArray element) {
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
        var hash = element.hash();
        var slot = index.slot(hash);
        while (index.at(slot) != NONE) {
            slot = index.next(slot, hash);
        }
        return index.add(slot, hash);
    }

    private boolean isSame(int number, SentArray element) {
        return element.isSameAs(bytes, start(number), ends[number]);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }
}
