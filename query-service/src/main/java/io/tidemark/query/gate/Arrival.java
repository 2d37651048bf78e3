package io.tidemark.query.gate;

import io.vertx.ext.web.RoutingContext;

/** When a request came in, on the clock of {@link System#nanoTime()}. */
public final class Arrival {

    private static final String KEY = "tidemark.arrival";

    private Arrival() {}

    static void note(RoutingContext request) {
        request.put(KEY, System.nanoTime());
    }

    /** The time noted; that of now, the safe choice, if none was. */
    public static long of(RoutingContext request) {
        return request.<Long>get(KEY, System.nanoTime());
    }
}
