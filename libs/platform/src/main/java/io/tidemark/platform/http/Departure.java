package io.tidemark.platform.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sends clients elsewhere while the service is about to stop: each answer ends its connection, so that none is left
 * whose next request would meet a closed door.
 */
@ApplicationScoped
class Departure {

    private static final int FIRST = 1100;

    private volatile boolean leaving;

    void register(@Observes Filters filters) {
        filters.register(this::endConnection, FIRST);
    }

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
    }

    private void endConnection(RoutingContext exchange) {
        if (leaving) {
            if (exchange.request().version() == HttpVersion.HTTP_2) {
                exchange.request().connection().goAway(0);
            } else {
                exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        }
        exchange.next();
    }
}
