package io.tidemark.quickstart.ingress;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Locale;

/**
 * Tells the service who really asked. What a client claims about itself in these headers is dropped: the ingress is
 * the first hop, and nobody before it is trusted.
 */
final class ForwardedHeaders implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        var original = request.proxiedRequest();
        dropConnectionHeaders(context);
        // The server has already told the client to go on.
        request.headers().remove("Expect").remove("Forwarded").remove("X-Forwarded-Port");
        request.putHeader("X-Forwarded-For", original.remoteAddress().hostAddress());
        request.putHeader("X-Forwarded-Proto", "http");
        request.putHeader("X-Forwarded-Host", host(original));
        return context.sendRequest();
    }

    /** Headers that {@code Connection} names concern this hop only (RFC 9110, 7.6.1). */
    private static void dropConnectionHeaders(ProxyContext context) {
        for (var value : context.request().proxiedRequest().headers().getAll("Connection")) {
            for (var name : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                if (!name.isBlank() && !name.strip().equals("close")) {
                    context.request().headers().remove(name.strip());
                }
            }
        }
    }

    static String host(HttpServerRequest request) {
        var authority = request.authority();
        return authority == null ? "localhost" : authority.toString();
    }
}
