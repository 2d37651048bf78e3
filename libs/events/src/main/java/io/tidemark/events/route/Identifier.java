package io.tidemark.events.route;

/** Tells path segments that name one thing among many from those that name a kind of thing. */
final class Identifier {

    private static final int UUID_LENGTH = 36;
    private static final int ULID_LENGTH = 26;
    private static final int MIN_HEX = 7;
    private static final int SURE_HEX = 16;

    private Identifier() {}

    /** The segment is percent-decoded and not empty. */
    static boolean matches(String segment) {
        if (isUuid(segment)) {
            return true;
        }
        if (isPlainWord(segment)) {
            return segment.length() >= SURE_HEX && isHex(segment);
        }
        if (matchesWhole(segment)) {
            return true;
        }
        var dot = segment.lastIndexOf('.');
        return dot > 0 && isExtension(segment, dot + 1) && matchesWhole(segment.substring(0, dot));
    }

    private static boolean matchesWhole(String segment) {
        return isPlaceholder(segment)
                || isNumberOrDate(segment)
                || isHex(segment)
                || isUuid(segment)
                || isUlid(segment)
                || isEmail(segment)
                || Token.matches(segment);
    }

    /** Most segments are words, and words are no ids. */
    private static boolean isPlainWord(String segment) {
        for (var i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if ((c < 'a' || c > 'z') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** {@code :name}, <code>{name}</code> and {@code <name>}, the ways frameworks write templates. */
    private static boolean isPlaceholder(String segment) {
        var last = segment.charAt(segment.length() - 1);
        return switch (segment.charAt(0)) {
            case ':' -> segment.length() > 1 && Token.isWord(segment, 1);
            case '{' -> last == '}';
            case '<' -> last == '>';
            default -> false;
        };
    }

    /** Digits, signed or with what dates and times have between them; {@code 1.2} is a version. */
    private static boolean isNumberOrDate(String segment) {
        var first = segment.charAt(0);
        var digits = 0;
        var separators = 0;
        for (var i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '-' || c == '+' || c == ':' || c == ',') {
                separators++;
            } else if (c != '.' && c != 'T' && c != 'Z') {
                return false;
            }
        }
        return first != 'T' && first != 'Z' && digits > 0 && (separators > 0 || digits == segment.length());
    }

    /** Words such as "feedface" are hex too, so digits are asked for where chance could write a word. */
    private static boolean isHex(String segment) {
        var digits = 0;
        for (var i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (!isHexLetter(c)) {
                return false;
            }
        }
        return segment.length() >= SURE_HEX || (segment.length() >= MIN_HEX && digits >= 2);
    }

    private static boolean isUuid(String segment) {
        if (segment.length() != UUID_LENGTH) {
            return false;
        }
        for (var i = 0; i < UUID_LENGTH; i++) {
            var c = segment.charAt(i);
            var dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !isHexLetter(c) && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Crockford's base 32, which has no I, L, O and U, in one case; the first character is below 8. */
    private static boolean isUlid(String segment) {
        if (segment.length() != ULID_LENGTH || segment.charAt(0) < '0' || segment.charAt(0) > '7') {
            return false;
        }
        var upper = false;
        var lower = false;
        for (var i = 1; i < ULID_LENGTH; i++) {
            var c = segment.charAt(i);
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
            if ("0123456789abcdefghjkmnpqrstvwxyz".indexOf(Character.toLowerCase(c)) < 0) {
                return false;
            }
        }
        return !(upper && lower);
    }

    private static boolean isEmail(String segment) {
        var at = segment.indexOf('@');
        return at > 0 && segment.indexOf('.', at) > at + 1;
    }

    /** Two to five letters and digits after the dot, a letter first: {@code 123.json}. */
    private static boolean isExtension(String segment, int from) {
        var length = segment.length() - from;
        return length >= 2 && length <= 5 && Character.isLetter(segment.charAt(from)) && Token.isWord(segment, from);
    }

    private static boolean isHexLetter(char c) {
        var lower = c | 0x20;
        return lower >= 'a' && lower <= 'f';
    }
}
