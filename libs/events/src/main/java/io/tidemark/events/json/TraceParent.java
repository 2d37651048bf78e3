package io.tidemark.events.json;

import org.jspecify.annotations.Nullable;

/** The traceparent of W3C Trace Context: {@code 00-<32 hex>-<16 hex>-<2 hex>}. */
record TraceParent(String traceId, String spanId) {

    private static final int LENGTH = 55;

    /** Null when it is invalid: the specification has receivers ignore those. */
    static @Nullable TraceParent parse(String text) {
        if (text.length() != LENGTH || !text.startsWith("00-") || text.charAt(35) != '-' || text.charAt(52) != '-') {
            return null;
        }
        var traceId = text.substring(3, 35);
        var spanId = text.substring(36, 52);
        return isId(traceId) && isId(spanId) ? new TraceParent(traceId, spanId) : null;
    }

    private static boolean isId(String hex) {
        var set = false;
        for (var i = 0; i < hex.length(); i++) {
            var c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
            set |= c != '0';
        }
        return set;
    }
}
