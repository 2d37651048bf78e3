package io.tidemark.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.logging.Log;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Problems as responses, or as parts of one. */
public final class Problems {

    private Problems() {}

    /** What a failure is answered with; one that nobody expected is logged here, and its problem says nothing of it. */
    public static Problem of(Throwable failure) {
        if (failure instanceof ProblemException expected) {
            return expected.problem();
        }
        if (failure instanceof JsonProcessingException unreadable) {
            return Violations.problem(unreadable);
        }
        if (Outage.causes(failure)) {
            Log.warnf("Answered as unavailable: %s", failure.toString());
            return Outage.problem().problem();
        }
        Log.error("Request failed", failure);
        return ProblemType.INTERNAL_ERROR.problem("The failure was logged.");
    }

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
