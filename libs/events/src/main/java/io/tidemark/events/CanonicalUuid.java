package io.tidemark.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the canonical 36-character form and no other: {@link UUID#fromString} also takes {@code 1-1-1-1-1}. */
final class CanonicalUuid {

    static final UUID NIL = new UUID(0, 0);

    private static final int LENGTH = 36;

    private CanonicalUuid() {}

    /** Null when the text is not in canonical form; hex digits of either case count. */
    static @Nullable UUID parse(String text) {
        if (text.length() != LENGTH || !dashed(text)) {
            return null;
        }
        var high = hex(text, 0, 8) << 32 | hex(text, 9, 13) << 16 | hex(text, 14, 18);
        var low = hex(text, 19, 23) << 48 | hex(text, 24, 36);
        return digitsOnly(text) ? new UUID(high, low) : null;
    }

    private static boolean dashed(String text) {
        return text.charAt(8) == '-' && text.charAt(13) == '-' && text.charAt(18) == '-' && text.charAt(23) == '-';
    }

    private static boolean digitsOnly(String text) {
        var bad = 0;
        for (var i = 0; i < LENGTH; i++) {
            if (i != 8 && i != 13 && i != 18 && i != 23) {
                bad |= Hex.digit(text.charAt(i));
            }
        }
        return bad >= 0;
    }

    private static long hex(String text, int from, int to) {
        var value = 0L;
        for (var i = from; i < to; i++) {
            value = value << 4 | (Hex.digit(text.charAt(i)) & 0xF);
        }
        return value;
    }
}
