package io.tidemark.events.route;

/**
 * Tells tokens that a machine drew at random (base 64, base 62, nano ids, JWTs, {@code cus_NffrFeUfNV2Hib}) from names
 * that people wrote. Random text changes between digits, upper and lower case at every other character; names change
 * where a word ends.
 */
final class Token {

    private static final int MIN_LENGTH = 16;
    private static final int LONG = 20;
    private static final int MIN_TAIL = 12;
    private static final int MIN_PADDED = 8;

    private Token() {}

    static boolean matches(String segment) {
        if (segment.length() < MIN_PADDED || !isBase64(segment)) {
            return false;
        }
        if (segment.endsWith("=") || (segment.startsWith("eyJ") && segment.length() >= MIN_LENGTH)) {
            return true;
        }
        if (segment.length() >= MIN_LENGTH && isRandom(segment, 0)) {
            return true;
        }
        // Ids with a prefix that says of what.
        var tail = segment.lastIndexOf('_') + 1;
        return tail > 1 && segment.length() - tail >= MIN_TAIL && isRandom(segment, tail);
    }

    /** ASCII letters, digits and underscores from there on. */
    static boolean isWord(String segment, int from) {
        for (var i = from; i < segment.length(); i++) {
            if (kind(segment.charAt(i)) == Kind.OTHER && segment.charAt(i) != '_') {
                return false;
            }
        }
        return true;
    }

    /** Both alphabets, and the dots between the parts of a JWT. */
    private static boolean isBase64(String segment) {
        for (var i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (kind(c) == Kind.OTHER && c != '-' && c != '_' && c != '.' && c != '+' && c != '=' && c != '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isRandom(String segment, int from) {
        var changes = 0;
        var counted = 0;
        var previous = Kind.OTHER;
        for (var i = from; i < segment.length(); i++) {
            var kind = kind(segment.charAt(i));
            if (kind != Kind.OTHER) {
                counted++;
                changes += changed(previous, kind) ? 1 : 0;
            }
            previous = kind;
        }
        return counted >= LONG ? changes * 7 >= counted * 2 : changes * 3 >= counted;
    }

    /** Upper to lower case is no change: words may begin so. */
    private static boolean changed(Kind from, Kind to) {
        return from != to && from != Kind.OTHER && !(from == Kind.UPPER && to == Kind.LOWER);
    }

    private static Kind kind(char c) {
        if (c >= 'a' && c <= 'z') {
            return Kind.LOWER;
        }
        if (c >= 'A' && c <= 'Z') {
            return Kind.UPPER;
        }
        return c >= '0' && c <= '9' ? Kind.DIGIT : Kind.OTHER;
    }

    private enum Kind {
        LOWER,
        UPPER,
        DIGIT,
        OTHER
    }
}
