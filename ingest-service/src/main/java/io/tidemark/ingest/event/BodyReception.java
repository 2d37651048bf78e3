package io.tidemark.ingest.event;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One body on its way in. Confined to the event loop of its connection. */
final class BodyReception {

    /** So much more is read and thrown away after a refusal, so that the sender gets to read the answer. */
    private static final int TOLERANCE = 4;

    private final long maxBody;
    private final MemoryBudget.Share share;
    private final UniEmitter<? super byte[]> emitter;
    private final List<Buffer> chunks = new ArrayList<>();
    private long length;
    private boolean refused;
    private boolean complete;

    BodyReception(long maxBody, MemoryBudget.Share share, UniEmitter<? super byte[]> emitter) {
        this.maxBody = maxBody;
        this.share = share;
        this.emitter = emitter;
    }

    void start(HttpServerRequest request, Duration timeout) {
        var vertx = Vertx.currentContext().owner();
        var timer = vertx.setTimer(timeout.toMillis(), late -> giveUp(request));
        request.handler(chunk -> receive(request, chunk));
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            complete();
        });
        request.exceptionHandler(failure -> {
            vertx.cancelTimer(timer);
            refuse(failure);
        });
        if (request.response().closed()) {
            // While the sender was authenticated: nothing will ever come.
            vertx.cancelTimer(timer);
            refuse(new ClosedChannelException());
        }
        request.resume();
    }

    private void giveUp(HttpServerRequest request) {
        if (!complete) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            refuse(new ClientErrorException(Response.Status.REQUEST_TIMEOUT));
        }
    }

    private void receive(HttpServerRequest request, Buffer chunk) {
        length += chunk.length();
        if (refused) {
            if (length > TOLERANCE * maxBody) {
                request.connection().close();
            }
        } else if (length > maxBody) {
            refuse(BodyReader.tooLarge(maxBody));
        } else if (!share.grow(chunk.length())) {
            refuse(ProblemException.retryLater(
                    ProblemType.OVERLOADED, "Too many bodies at once.", Duration.ofSeconds(1)));
        } else {
            chunks.add(chunk);
        }
    }

    private void complete() {
        complete = true;
        if (!refused) {
            var bytes = new byte[(int) length];
            var position = 0;
            for (var chunk : chunks) {
                chunk.getBytes(bytes, position);
                position += chunk.length();
            }
            chunks.clear();
            emitter.complete(bytes);
        }
    }

    private void refuse(Throwable reason) {
        refused = true;
        chunks.clear();
        emitter.fail(reason);
    }
}
