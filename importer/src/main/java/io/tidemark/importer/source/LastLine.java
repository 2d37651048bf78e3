package io.tidemark.importer.source;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a last line without a line end is whole. A log that is being written may stop amid a line, and a
 * beginning that happens to be readable would be imported as a request of its own beside the whole line later.
 */
public final class LastLine {

    private LastLine() {}

    /** True if the line ends like the one before it: on the same closing character, the same number of them. */
    public static boolean isWhole(byte[] line, byte @Nullable [] previous) {
        if (line.length == 0) {
            return false;
        }
        byte close = line[line.length - 1];
        if (close != '"' && close != '}') {
            return false;
        }
        return close == '}' || previous == null || (ends(previous, close) && count(previous) == count(line));
    }

    private static boolean ends(byte[] line, byte close) {
        return line.length > 0 && line[line.length - 1] == close;
    }

    private static int count(byte[] line) {
        int quotes = 0;
        for (byte b : line) {
            quotes += b == '"' ? 1 : 0;
        }
        return quotes;
    }
}
