package io.tidemark.ingest.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Reads bodies into memory: never more than one may have, never more than there is room for all together. */
@ApplicationScoped
class BodyReader {

    private final long maxBody;
    private final Duration timeout;
    private final MemoryBudget budget;

    BodyReader(IntakeConfig config, MeterRegistry registry) {
        this.maxBody = config.maxBody().asLongValue();
        this.timeout = config.bodyTimeout();
        this.budget = new MemoryBudget(config.bodyBytes().asLongValue());
        Gauge.builder("tidemark.ingest.body.size", budget, MemoryBudget::used)
                .description("Memory held by bodies that are being received or decoded")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    /** Fails with the problem to answer if the body is too large or broken off, or if there is no room for it. */
    Uni<Body> read(HttpServerRequest request, UUID tenant) {
        var coding = ContentCoding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        if (declaredLength(request) > maxBody) {
            throw tooLarge(maxBody);
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        var share = budget.open(tenant);
        return Uni.createFrom()
                .<byte[]>emitter(emitter -> new BodyReception(maxBody, share, emitter).start(request, timeout))
                .map(bytes -> new Body(bytes, coding, maxBody, share))
                .onFailure()
                .invoke(share::close)
                .onCancellation()
                .invoke(share::close);
    }

    static ProblemException tooLarge(long limit) {
        return ProblemException.of(
                ProblemType.PAYLOAD_TOO_LARGE, "A body may have %d bytes, also after decompression.".formatted(limit));
    }

    private static long declaredLength(HttpServerRequest request) {
        try {
            var header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
