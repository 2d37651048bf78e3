package io.tidemark.quickstart.ingress;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;

/** A 304 has no body: announced as chunked, as the proxy does with every body of unknown length, it keeps clients waiting. */
final class NotModified implements ProxyInterceptor {

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var response = context.response();
        var body = response.getBody();
        if (response.getStatusCode() == HttpResponseStatus.NOT_MODIFIED.code() && body != null) {
            body.stream().resume();
            response.setBody(null);
            // The length would have to be that of what the client has already.
            var answer = context.request().proxiedRequest().response();
            answer.headersEndHandler(end -> answer.headers().remove(HttpHeaders.CONTENT_LENGTH));
        }
        return context.sendResponse();
    }
}
