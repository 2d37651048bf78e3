package io.tidemark.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Problems met before or beside the resources: no route, a path that is none, a body over the server's limit. */
@ApplicationScoped
class ProblemRoutes {

    private static final int FIRST = Integer.MIN_VALUE;

    private final ObjectMapper json;

    ProblemRoutes(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::fail);
        for (var status : new int[] {400, 404, 405, 406, 413, 415}) {
            router.errorHandler(status, this::fail);
        }
    }

    private void fail(RoutingContext request) {
        var status = request.statusCode();
        if (request.response().headWritten()) {
            request.next();
        } else if (status >= 400 && status < 500) {
            answer(Problem.ofStatus(Response.Status.fromStatusCode(status), null), request);
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
