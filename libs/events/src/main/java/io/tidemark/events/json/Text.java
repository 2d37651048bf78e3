package io.tidemark.events.json;

import org.jspecify.annotations.Nullable;

/** Strings that the database and every later reader can hold. */
final class Text {

    private static final int MAX_PRINTED = 64;

    private Text() {}

    /** What is wrong with the text, if anything. */
    static @Nullable String flaw(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return "must not contain the NUL character";
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return "must be well-formed Unicode";
                }
                i++;
            }
        }
        return null;
    }

    /** Fit to be quoted to the sender: the names of unknown fields may be anything. */
    static String printable(String name) {
        var printable = new StringBuilder();
        for (var i = 0; i < name.length() && i < MAX_PRINTED; i++) {
            var c = name.charAt(i);
            printable.append(Character.isSurrogate(c) || Character.isISOControl(c) ? '?' : c);
        }
        return printable.toString();
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
