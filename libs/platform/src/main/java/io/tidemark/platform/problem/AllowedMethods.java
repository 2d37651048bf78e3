package io.tidemark.platform.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/**
 * Which methods a path has. A 405 must say so (RFC 9110, 15.5.6), but the framework's does not: its routes are asked
 * again, for every method.
 */
final class AllowedMethods {

    private AllowedMethods() {}

    /** Of the current request's path, in alphabetical order; with those that the framework answers by itself. */
    static Set<String> current() {
        var request = CurrentRequestManager.get();
        var methods = new TreeSet<>(Set.of("OPTIONS"));
        for (var resource : request.getDeployment().getClassMappers()) {
            var match = new RequestMapper<>(new ArrayList<>(List.of(resource))).map(request.getPathWithoutPrefix());
            if (match != null) {
                var rest = match.remaining.isEmpty() ? "/" : match.remaining;
                routes(match).forEach(routes -> collect(routes, rest, methods));
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static Stream<Map<String, RequestMapper<RuntimeResource>>> routes(RequestMatch<InitialMatch> resource) {
        return Arrays.stream(resource.value.handlers)
                .filter(ClassRoutingHandler.class::isInstance)
                .map(handler -> ((ClassRoutingHandler) handler).getMappers());
    }

    private static void collect(Map<String, RequestMapper<RuntimeResource>> routes, String path, Set<String> methods) {
        routes.forEach((method, mapper) -> {
            // Under null there may be sub-resources, which have methods of their own.
            if (method != null && mapper.map(path) != null) {
                methods.add(method);
            }
        });
    }
}
