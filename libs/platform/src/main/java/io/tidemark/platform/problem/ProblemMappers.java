package io.tidemark.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a problem document. */
class ProblemMappers {

    @ServerExceptionMapper
    Response map(ProblemException e, RoutingContext request) {
        var response = Problems.response(e.problem(), request);
        e.retryAfter().ifPresent(delay -> response.header(HttpHeaders.RETRY_AFTER, Problems.seconds(delay)));
        return response.build();
    }

    @ServerExceptionMapper
    Response map(ConstraintViolationException e, RoutingContext request) {
        return Violations.of(e)
                .map(errors -> Problems.response(ProblemType.INVALID_REQUEST.problem("See errors.", errors), request)
                        .build())
                // What we answer breaks our own rules: no fault of the client's.
                .orElseGet(() -> map((Throwable) e, request));
    }

    /** JSON of the wrong shape. Code that reads JSON of its own must not let this escape. */
    @ServerExceptionMapper
    Response map(MismatchedInputException e, RoutingContext request) {
        return Problems.response(Violations.problem(e), request).build();
    }

    /**
     * 404, 415, malformed JSON and the like: the status is the framework's, the form is ours. Headers that belong to
     * the status are kept.
     */
    @ServerExceptionMapper
    Response map(WebApplicationException e, RoutingContext request) {
        var original = e.getResponse();
        return switch (original.getStatusInfo().getFamily()) {
            case CLIENT_ERROR -> clientError(e, request);
            case SERVER_ERROR -> map((Throwable) e, request);
            case INFORMATIONAL, SUCCESSFUL, REDIRECTION, OTHER -> original;
        };
    }

    @ServerExceptionMapper
    Response map(NotAllowedException e, RoutingContext request) {
        return Problems.response(ProblemType.METHOD_NOT_ALLOWED.problem(), request)
                .header(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.current()))
                .build();
    }

    /** Throwable, not RuntimeException: a refused database connection is a checked exception. */
    @ServerExceptionMapper
    Response map(Throwable e, RoutingContext request) {
        var response = Problems.response(Problems.of(e), request);
        if (Outage.causes(e)) {
            response.header(HttpHeaders.RETRY_AFTER, Problems.seconds(Outage.RETRY_AFTER));
        }
        return response.build();
    }

    private static Response clientError(WebApplicationException e, RoutingContext request) {
        var response = Problems.response(problem(e, request), request);
        e.getResponse().getHeaders().forEach((name, values) -> {
            if (!name.regionMatches(true, 0, "Content-", 0, "Content-".length())) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    private static Problem problem(WebApplicationException e, RoutingContext request) {
        if (e.getCause() instanceof JsonProcessingException cause) {
            return Violations.problem(cause);
        }
        return e instanceof NotFoundException && e.getCause() instanceof IllegalArgumentException cause
                ? Violations.problem(cause, request.queryParams())
                : Problem.ofStatus(e.getResponse().getStatusInfo());
    }
}
