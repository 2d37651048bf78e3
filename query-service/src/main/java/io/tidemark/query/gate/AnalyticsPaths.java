package io.tidemark.query.gate;

import static java.util.stream.Collectors.joining;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
            context.setRequestUri(unaliased(path, request));
        }
    }

    /**
     * Made of the parameters as they were read, since servers take what {@link URI} does not.
     *
     * @throws HttpException 400 if they cannot be read
     */
    private static URI unaliased(String path, RoutingContext request) {
        var query = request.queryParams().entries().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(joining("&"));
        var rawPath = Arrays.stream(path.substring(ALIAS.length()).split("/", -1))
                .map(segment -> encode(segment).replace("+", "%20"))
                .collect(joining("/", PATH, ""));
        return URI.create(rawPath + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
