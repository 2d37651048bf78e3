package io.tidemark.events;

/** Hex digits, by table: they are read for every id of every event. */
final class Hex {

    private static final byte[] DIGITS = new byte[128];

    static {
        for (var c = 0; c < DIGITS.length; c++) {
            DIGITS[c] = (byte) Character.digit(c, 16);
        }
    }

    private Hex() {}

    /** 0 to 15, or negative when the character is no hex digit. */
    static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    static boolean isLowerCaseDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
