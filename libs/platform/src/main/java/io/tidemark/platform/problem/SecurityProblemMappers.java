package io.tidemark.platform.problem;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals of callers. All bad credentials get the same answer, whatever is wrong with them. */
class SecurityProblemMappers {

    @ServerExceptionMapper
    Response map(AuthenticationFailedException e, RoutingContext request) {
        return Outage.causes(e) ? unavailable(request) : unauthorized(request);
    }

    @ServerExceptionMapper
    Response map(AuthenticationCompletionException e, RoutingContext request) {
        return unauthorized(request);
    }

    @ServerExceptionMapper
    Response map(UnauthorizedException e, RoutingContext request) {
        return unauthorized(request);
    }

    @ServerExceptionMapper
    Response map(ForbiddenException e, RoutingContext request) {
        return Problems.response(ProblemType.FORBIDDEN.problem(), request).build();
    }

    /** The OIDC provider is away, so that we cannot tell a good token from a bad one. */
    @ServerExceptionMapper
    Response map(OIDCException e, RoutingContext request) {
        return unavailable(request);
    }

    private static Response unauthorized(RoutingContext request) {
        return Problems.response(ProblemType.UNAUTHORIZED.problem("Send a valid API key or access token."), request)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response unavailable(RoutingContext request) {
        return Problems.response(Outage.problem().problem(), request)
                .header(HttpHeaders.RETRY_AFTER, Problems.seconds(Outage.RETRY_AFTER))
                .build();
    }
}
