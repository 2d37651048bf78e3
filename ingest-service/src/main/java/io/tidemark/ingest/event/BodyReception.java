package io.tidemark.ingest.event;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
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

    BodyReception(long maxBody, MemoryBudget.Share share, UniEmitter<? super byte[]> emitter) {
        this.maxBody = maxBody;
        this.share = share;
        this.emitter = emitter;
    }

    void start(HttpServerRequest request) {
        request.handler(chunk -> receive(request, chunk));
        request.endHandler(end -> complete());
        request.exceptionHandler(this::refuse);
        request.resume();
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
