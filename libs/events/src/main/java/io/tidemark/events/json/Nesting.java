package io.tidemark.events.json;

/** Cuts out of JSON what is nested so deeply that it is no part of a good event, so that the others can be read. */
final class Nesting {

    private Nesting() {}

    /** The JSON with a string of spaces in the place of every object and array below so many levels. */
    static byte[] cut(byte[] json, int levels) {
        var cut = json.clone();
        var open = 0;
        var quoted = false;
        var escaped = false;
        for (var i = 0; i < json.length; i++) {
            var outer = open;
            if (escaped) {
                escaped = false;
            } else if (quoted) {
                escaped = json[i] == '\\';
                quoted = json[i] != '"';
            } else {
                quoted = json[i] == '"';
                open += step(json[i]);
            }
            if (outer > levels || open > levels) {
                cut[i] = (byte) (outer > levels && open > levels ? ' ' : '"');
            }
        }
        return cut;
    }

    private static int step(byte c) {
        return switch (c) {
            case '{', '[' -> 1;
            case '}', ']' -> -1;
            default -> 0;
        };
    }
}
