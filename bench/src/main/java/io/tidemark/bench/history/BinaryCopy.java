package io.tidemark.bench.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Writes rows in PostgreSQL's binary format for COPY, which the server need not parse. */
final class BinaryCopy {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final short END = -1;
    private static final int CAPACITY = 1 << 18;
    private static final int LARGEST_ROW = 1 << 16;

    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);

    BinaryCopy(CopyIn copy) {
        this.copy = copy;
        buffer.put(SIGNATURE);
    }

    /** Begins a row of so many columns; as many values must follow. */
    void row(int columns) throws SQLException {
        if (buffer.remaining() < LARGEST_ROW) {
            flush();
        }
        buffer.putShort((short) columns);
    }

    /** Ends the COPY; returns the rows written. */
    long end() throws SQLException {
        buffer.putShort(END);
        flush();
        return copy.endCopy();
    }

    void uuid(@Nullable UUID value) {
        if (value == null) {
            absent();
        } else {
            buffer.putInt(2 * Long.BYTES)
                    .putLong(value.getMostSignificantBits())
                    .putLong(value.getLeastSignificantBits());
        }
    }

    void timestamp(Instant value) {
        buffer.putInt(Long.BYTES).putLong(ChronoUnit.MICROS.between(EPOCH, value));
    }

    void date(LocalDate value) {
        buffer.putInt(Integer.BYTES).putInt((int) (value.toEpochDay() - EPOCH_DAY));
    }

    void bigint(@Nullable Long value) {
        if (value == null) {
            absent();
        } else {
            buffer.putInt(Long.BYTES).putLong(value);
        }
    }

    void integer(@Nullable Integer value) {
        if (value == null) {
            absent();
        } else {
            buffer.putInt(Integer.BYTES).putInt(value);
        }
    }

    void smallint(@Nullable Integer value) {
        if (value == null) {
            absent();
        } else {
            buffer.putInt(Short.BYTES).putShort(value.shortValue());
        }
    }

    void trueOrNull(boolean value) {
        if (value) {
            buffer.putInt(1).put((byte) 1);
        } else {
            absent();
        }
    }

    void text(@Nullable String value) {
        bytes(value == null ? null : value.getBytes(UTF_8));
    }

    void bytes(byte @Nullable [] value) {
        if (value == null) {
            absent();
        } else {
            buffer.putInt(value.length).put(value);
        }
    }

    /** Begins with the version of the format. */
    void jsonb(@Nullable String value) {
        text(value == null ? null : '\u0001' + value);
    }

    private void absent() {
        buffer.putInt(-1);
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
