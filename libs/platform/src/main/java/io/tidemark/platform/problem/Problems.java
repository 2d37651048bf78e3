package io.tidemark.platform.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Problems as responses. */
final class Problems {

    private Problems() {}

    static Response.ResponseBuilder response(Problem problem, RoutingContext request) {
        return Response.status(problem.status())
                .entity(problem.at(path(request)))
                .type(Problem.MEDIA_TYPE);
    }

    /** The path as it was asked for, without the query: that may hold what must not be repeated. */
    static String path(RoutingContext request) {
        var path = request.request().path();
        return path == null ? "" : path;
    }

    /** Whole seconds, rounded up: a client that comes back then is never too early. */
    static long seconds(Duration delay) {
        return Math.max(1, Math.ceilDiv(delay.toMillis(), 1000L));
    }
}
