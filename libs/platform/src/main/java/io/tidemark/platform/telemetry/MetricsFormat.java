package io.tidemark.platform.telemetry;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers in OpenMetrics, which has exemplars, to whoever takes it. Quarkus answers in the older text format to whoever
 * takes that one, too, as Prometheus does.
 */
@ApplicationScoped
class MetricsFormat {

    private static final String PATH = "/q/metrics";
    private static final String OPEN_METRICS = "application/openmetrics-text";

    void prefer(@Observes ManagementInterface management) {
        management.router().get(PATH).order(Integer.MIN_VALUE).handler(context -> {
            takeOpenMetrics(context.request());
            context.next();
        });
    }

    private static void takeOpenMetrics(HttpServerRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(OPEN_METRICS)) {
            request.headers().set(HttpHeaders.ACCEPT, OPEN_METRICS);
        }
    }
}
