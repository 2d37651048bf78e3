package io.tidemark.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Throws away bodies of requests that were answered without reading them, such as unauthorized ones. Left where they
 * are, they would use up the flow-control window of their HTTP/2 connection, and all its other requests would hang.
 */
@ApplicationScoped
class UnreadBodies {

    private static final int FIRST = 1000;

    void register(@Observes Filters filters) {
        filters.register(UnreadBodies::discardAtEnd, FIRST);
    }

    private static void discardAtEnd(RoutingContext exchange) {
        exchange.addEndHandler(end -> {
            // Of one that has been read to its end, HTTP/2 takes a resumption as a mistake.
            if (!exchange.request().isEnded()) {
                exchange.request().resume();
            }
        });
        exchange.next();
    }
}
