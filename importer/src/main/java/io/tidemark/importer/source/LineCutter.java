package io.tidemark.importer.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts bytes into lines. Of a line beyond the limit only the beginning is kept, so that no line can fill the memory. */
public final class LineCutter {

    /** What NGINX and Apache can write is far below. */
    public static final int LONGEST = 1 << 20;

    /**
     * A line without its end, {@code LF} or {@code CR LF}.
     *
     * @param ended whether there was an end: a log that is being written may stop amid a line
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    public record Line(byte[] bytes, boolean ended, boolean tooLong) {}

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    private byte[] kept = new byte[1 << 12];
    private int length;
    private boolean tooLong;

    LineCutter(InputStream in) {
        this.in = in;
    }

    /** Returns the next line, or null at the end of the log. */
    public @Nullable Line next() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (at < end || fill()) {
            any = true;
            int newline = indexOfNewline();
            keep(newline < 0 ? end : newline);
            if (newline >= 0) {
                at = newline + 1;
                return line(true);
            }
            at = end;
        }
        return any ? line(false) : null;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private int indexOfNewline() {
        for (int i = at; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void keep(int until) {
        int room = LONGEST - length;
        int wanted = until - at;
        tooLong |= wanted > room;
        int taken = Math.min(wanted, room);
        if (length + taken > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(length + taken, 2 * kept.length));
        }
        System.arraycopy(buffer, at, kept, length, taken);
        length += taken;
    }

    private Line line(boolean ended) {
        boolean carriageReturn = ended && length > 0 && kept[length - 1] == '\r';
        return new Line(Arrays.copyOf(kept, carriageReturn ? length - 1 : length), ended, tooLong);
    }
}
