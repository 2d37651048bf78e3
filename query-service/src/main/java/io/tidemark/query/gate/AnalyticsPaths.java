package io.tidemark.query.gate;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Before a resource is looked for: {@code /api/analytics} means {@code /analytics}, and the flag may hide both. */
class AnalyticsPaths {

    private static final String ALIAS = "/api/analytics/";
    private static final String PATH = "/analytics/";

    private final AnalyticsConfig config;

    AnalyticsPaths(AnalyticsConfig config) {
        this.config = config;
    }

    @ServerRequestFilter(preMatching = true)
    void prepare(ContainerRequestContext context, UriInfo uri, RoutingContext request) {
        var path = uri.getPath();
        var aliased = path.startsWith(ALIAS);
        if (!aliased && !path.startsWith(PATH)) {
            return;
        }
        if (!config.enabled()) {
            throw ProblemException.of(ProblemType.NOT_FOUND.problem());
        }
        Arrival.note(request);
        if (aliased) {
            context.setRequestUri(uri.getRequestUriBuilder()
                    .replacePath(PATH + path.substring(ALIAS.length()))
                    .build());
        }
    }
}
