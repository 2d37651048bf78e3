package io.tidemark.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Problems met before or beside the resources: no route, a body over the server's limit. */
@ApplicationScoped
class ProblemRoutes {

    private static final int FIRST = Integer.MIN_VALUE;

    // The server's own handler of this limit answers without a body.
    private static final int BEFORE_UPLOAD_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;

    private final ObjectMapper json;
    private final long largestBody;

    ProblemRoutes(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> largestBody) {
        this.json = json;
        this.largestBody = largestBody.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::fail);
        router.route().order(BEFORE_UPLOAD_LIMIT).handler(this::refuseLargeBody);
        for (var status : new int[] {400, 404, 405, 406, 413, 415}) {
            router.errorHandler(status, this::fail);
        }
    }

    private void refuseLargeBody(RoutingContext request) {
        if (announcedLength(request) > largestBody) {
            // What is left of the body is not worth reading.
            request.response()
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .endHandler(sent -> request.request().connection().close());
            answer(ProblemType.PAYLOAD_TOO_LARGE.problem("At most %d bytes.".formatted(largestBody)), request);
        } else {
            request.next();
        }
    }

    private static long announcedLength(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        // Netty has refused what is no number before we see it.
        return length == null ? 0 : Long.parseLong(length);
    }

    private void fail(RoutingContext request) {
        var status = request.statusCode();
        if (request.response().headWritten()) {
            request.next();
        } else if (status >= 400 && status < 500) {
            answer(Problem.ofStatus(Response.Status.fromStatusCode(status)), request);
        } else {
            Log.error("Request failed outside of the resources", request.failure());
            answer(ProblemType.INTERNAL_ERROR.problem("The failure was logged."), request);
        }
    }

    private void answer(Problem problem, RoutingContext request) {
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem.at(Problems.path(request))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is plain text and numbers", e);
        }
    }
}
