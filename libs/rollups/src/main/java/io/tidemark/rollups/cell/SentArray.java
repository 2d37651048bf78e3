package io.tidemark.rollups.cell;

import io.tidemark.rollups.Dimension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * An array in the binary format of PostgreSQL's {@code array_send}, read from the first element to the last. The client
 * would make an object of each element, which takes ten times as long.
 *
 * @see <a href="https://doxygen.postgresql.org/arrayfuncs_8c.html">arrayfuncs.c</a>
 */
final class SentArray {

    private static final int HEADER = 20;

    /** Of the header: where it says how many elements there are. */
    private static final int COUNT = 12;

    /** PostgreSQL's times begin in 2000, in microseconds. */
    private static final long EPOCH = 946_684_800_000_000L;

    /** Odd, with about as many ones as zeros. */
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final int count;
    private int start = HEADER;
    private int length = -1;

    /**
     * An array in a buffer.
     *
     * @param length how many bytes of the buffer are the array
     */
    SentArray(byte[] buffer, int length) {
        this.bytes = buffer;
        this.buffer = ByteBuffer.wrap(buffer);
        this.count = length < HEADER ? 0 : this.buffer.getInt(COUNT);
    }

    /** How many elements it has. */
    int count() {
        return count;
    }

    /** Goes to the next element; says whether it is not NULL. */
    boolean next() {
        start += Math.max(0, length);
        length = buffer.getInt(start);
        start += Integer.BYTES;
        return length >= 0;
    }

    /** Of an array of {@code bigint}. */
    long number() {
        return buffer.getLong(start);
    }

    /** Of an array of {@code timestamptz}: microseconds since 1970. */
    long time() {
        return buffer.getLong(start) + EPOCH;
    }

    /** Of an array of {@code text}. */
    String text() {
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    /** Of the bytes of the element. Who does not know the seed cannot make values that meet. */
    int hash(long seed) {
        var hash = seed ^ length;
        var end = start + length;
        var from = start;
        for (; from + Long.BYTES <= end; from += Long.BYTES) {
            hash = folded(hash ^ buffer.getLong(from));
        }
        var rest = 0L;
        for (; from < end; from++) {
            rest = (rest << Byte.SIZE) | Byte.toUnsignedLong(bytes[from]);
        }
        hash = folded(hash ^ rest);
        return Long.hashCode(hash);
    }

    /** Both halves of a product. */
    private static long folded(long value) {
        return Math.unsignedMultiplyHigh(value, FACTOR) ^ (value * FACTOR);
    }

    int length() {
        return length;
    }

    void copyTo(byte[] target, int position) {
        System.arraycopy(bytes, start, target, position, length);
    }

    /** Whether these are the bytes of the element. */
    boolean isSameAs(byte[] other, int from, int to) {
        return Arrays.equals(bytes, start, start + length, other, from, to);
    }

    /** Of an array of the dimension's type. */
    Object value(Dimension dimension) {
        return switch (dimension) {
            case STATUS -> buffer.getShort(start);
            case ERROR -> bytes[start] != 0;
            case AGENT -> new UUID(buffer.getLong(start), buffer.getLong(start + Long.BYTES));
            case CLIENT -> buffer.getInt(start);
            case API,
                    ROUTE,
                    GROUPS,
                    METHOD,
                    ERROR_TYPE,
                    ERROR_CATEGORY,
                    CONSUMER,
                    USER,
                    DOMAIN,
                    COUNTRY,
                    PROTOCOL,
                    ENVIRONMENT,
                    PATH -> text();
        };
    }

    /** Where the element is, to compare another one with. */
    int position() {
        return start;
    }

    /** Whether the element is the same as the one, not NULL, that began there. */
    boolean isSameAs(int position) {
        return buffer.getInt(position - Integer.BYTES) == length
                && Arrays.equals(bytes, start, start + length, bytes, position, position + length);
    }
}
