package io.tidemark.quickstart.ingress;

import io.vertx.core.Future;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** A service that cannot be reached is on its way back: 503, where a proxy would say 502. */
final class UnavailableUpstream implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        return context.sendRequest().recover(failure -> Future.succeededFuture(unavailable(context)));
    }

    private static ProxyResponse unavailable(ProxyContext context) {
        var path = context.request().proxiedRequest().path();
        return IngressProblem.UNAVAILABLE.describe(context.request().release().response(), path == null ? "" : path);
    }
}
