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

    /** PostgreSQL's times begin in 2000, in microseconds. */
    private static final long EPOCH = 946_684_800_000_000L;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private int start = HEADER;
    private int length = -1;

    SentArray(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
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
