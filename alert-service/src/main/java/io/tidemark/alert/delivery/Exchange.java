package io.tidemark.alert.delivery;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The status decides; of the body only the beginning is read, and if it is slow or breaks off,
 * what has come of it by then is kept. A connection that is not done then is closed.
 */
final class Exchange {

    private final Promise<WebhookClient.Response> promise;
    private final int limit;
    private final Buffer body = Buffer.buffer();

    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean over;

    Exchange(Promise<WebhookClient.Response> promise, int limit) {
        this.promise = promise;
        this.limit = limit;
    }

    synchronized void sentBy(HttpClientRequest sent) {
        if (over) {
            sent.reset();
            return;
        }
        request = sent;
    }

    synchronized void answeredBy(HttpClientResponse answer) {
        response = answer;
        answer.handler(this::read).exceptionHandler(this::fail).endHandler(ended -> complete());
    }

    /** The time is up. */
    synchronized void end(Duration timeout) {
        fail(new TimeoutException("no answer within " + timeout.toMillis() + " ms"));
    }

    synchronized void fail(Throwable failure) {
        if (response != null) {
            complete();
        } else {
            over = true;
            promise.tryFail(failure);
        }
        reset();
    }

    private synchronized void read(Buffer part) {
        if (over) {
            return;
        }
        body.appendBuffer(part, 0, Math.min(part.length(), limit - body.length()));
        if (body.length() >= limit) {
            complete();
            reset();
        }
    }

    private synchronized void complete() {
        var answer = response;
        if (answer != null && !over) {
            over = true;
            promise.tryComplete(
                    new WebhookClient.Response(answer.statusCode(), text(), answer.getHeader(HttpHeaders.RETRY_AFTER)));
        }
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }

    /** PostgreSQL takes no NUL. */
    private String text() {
        return new String(body.getBytes(), StandardCharsets.UTF_8).replace('\0', '\ufffd');
    }
}
