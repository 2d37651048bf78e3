package io.tidemark.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Gives up requests whose bodies do not arrive: somebody who sends a byte now and then would keep a connection, and
 * whatever the request holds by then, for as long as he likes.
 */
@ApplicationScoped
class SlowRequests {

    private static final int AFTER_DEPARTURE = 1050;
    private static final int REQUEST_TIMEOUT = 408;

    private final Vertx vertx;
    private final long patience;

    SlowRequests(Vertx vertx, HttpConfig config) {
        this.vertx = vertx;
        this.patience = config.arrivalTimeout().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, AFTER_DEPARTURE);
    }

    private void watch(RoutingContext exchange) {
        if (hasBody(exchange.request())) {
            var timer = vertx.setTimer(patience, late -> giveUp(exchange));
            exchange.addEndHandler(end -> vertx.cancelTimer(timer));
        }
        exchange.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    private static void giveUp(RoutingContext exchange) {
        // One that has arrived may take its time to be answered.
        if (exchange.request().isEnded()) {
            return;
        }
        if (exchange.response().headWritten()) {
            exchange.request().connection().close();
        } else {
            exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            exchange.addEndHandler(sent -> exchange.request().connection().close());
            exchange.fail(REQUEST_TIMEOUT);
        }
    }
}
