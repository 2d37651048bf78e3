package io.tidemark.importer.event;

/** Text that PostgreSQL and JSON can hold: no NUL, no half of a surrogate pair, not too long. */
final class StorableText {

    private static final char REPLACEMENT = '\ufffd';

    private StorableText() {}

    static String of(String text, int limit) {
        var shortened = text.length() <= limit ? text : text.substring(0, limit);
        for (int i = 0; i < shortened.length(); i++) {
            char c = shortened.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return repaired(shortened);
            }
        }
        return shortened;
    }

    private static String repaired(String text) {
        var repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }
}
