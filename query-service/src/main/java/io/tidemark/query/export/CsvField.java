package io.tidemark.query.export;

/** One field of a CSV record, as RFC 4180 has it, and such that no spreadsheet takes it for a formula. */
final class CsvField {

    private static final String FORMULA = "=+-@\t\r";

    private CsvField() {}

    /** Text that somebody sent. An empty one is quoted: without quotes it would be no value at all. */
    static void text(StringBuilder out, String text) {
        var guarded = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        if (!guarded && isPlain(text)) {
            out.append(text);
            return;
        }
        out.append('"');
        if (guarded) {
            // https://owasp.org/www-community/attacks/CSV_Injection
            out.append('\'');
        }
        out.append(text.replace("\"", "\"\"")).append('"');
    }

    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (",\"\r\n".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
