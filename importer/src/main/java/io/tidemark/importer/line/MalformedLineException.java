package io.tidemark.importer.line;

/** Leaves the parsers of this package when a line cannot be read; becomes a {@link LogLine.Malformed}. */
final class MalformedLineException extends Exception {

    private static final int SHOWN = 60;

    MalformedLineException(String reason) {
        super(reason, null, false, false);
    }

    static MalformedLineException unreadable(String part, String text) {
        var shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return new MalformedLineException(part + " cannot be read: " + shown);
    }

    String reason() {
        var reason = getMessage();
        return reason == null ? "unreadable" : reason;
    }
}
