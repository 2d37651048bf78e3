package io.tidemark.ingest.cardinality;

import io.tidemark.platform.tier.OpenDimension;

/** A value that the database is asked for. */
record Value(OpenDimension dimension, String text) {

    /** An index entry of PostgreSQL holds 2,704 bytes. */
    private static final int MAX_BYTES = 2048;

    /** Values too long for the index are never admitted; only paths and sets of groups can be. */
    static boolean isTooLong(String text) {
        return 3 * text.length() > MAX_BYTES && utf8Length(text) > MAX_BYTES;
    }

    private static int utf8Length(String text) {
        var bytes = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            // Each half of a surrogate pair stands for two of the four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
