package io.tidemark.quickstart.ingress;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import org.jspecify.annotations.Nullable;

/** Passes on the trailers of an answer, which are known when its body has ended. */
final class Trailers implements ProxyInterceptor {

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var response = context.response();
        var body = response.getBody();
        if (body != null && body.length() < 0 && body.stream() instanceof HttpClientResponse upstream) {
            var answer = context.request().proxiedRequest().response();
            response.setBody(Body.body(new WithTrailers(upstream, answer)));
        }
        return context.sendResponse();
    }

    private record WithTrailers(HttpClientResponse upstream, HttpServerResponse answer) implements ReadStream<Buffer> {

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            upstream.exceptionHandler(handler);
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
            upstream.handler(handler);
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            upstream.pause();
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            upstream.resume();
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            upstream.fetch(amount);
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
            upstream.endHandler(
                    handler == null
                            ? null
                            : _ -> {
                                upstream.trailers().forEach(answer::putTrailer);
                                handler.handle(null);
                            });
            return this;
        }
    }
}
