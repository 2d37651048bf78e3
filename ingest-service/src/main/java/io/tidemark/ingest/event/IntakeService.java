package io.tidemark.ingest.event;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.Event;
import io.tidemark.ingest.cardinality.Admission;
import io.tidemark.ingest.cardinality.Cardinality;
import io.tidemark.ingest.flush.FlushService;
import io.tidemark.ingest.flush.Outcome;
import io.tidemark.platform.limit.Decision;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tenancy.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Decides what becomes of a batch of events. */
@ApplicationScoped
class IntakeService {

    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final EventLimit limit;
    private final Cardinality cardinality;
    private final long unjudgedBytes;
    private final MemoryBudget waiting;
    private final FlushService flushes;
    private final IntakeMetrics metrics;

    IntakeService(
            IntakeConfig config,
            EventLimit limit,
            Cardinality cardinality,
            FlushService flushes,
            IntakeMetrics metrics) {
        this.limit = limit;
        this.cardinality = cardinality;
        this.unjudgedBytes = config.unjudgedBytes().asLongValue();
        this.waiting = new MemoryBudget(unjudgedBytes);
        this.flushes = flushes;
        this.metrics = metrics;
    }

    /**
     * Answers once all good events are committed; fails with the problem to answer if they are not.
     *
     * @param announce told what the rate limit says, be the batch within it or not
     */
    Uni<Receipt> take(Tenant tenant, Batch batch, Consumer<Decision> announce) {
        return limit.take(tenant, batch)
                .invoke(announce)
                .flatMap(decision -> {
                    if (!decision.allowed()) {
                        metrics.limited(batch.size());
                        throw ProblemException.rateLimited(decision.retryAfter());
                    }
                    return store(tenant, batch);
                })
                .invoke(metrics::answered);
    }

    private Uni<Receipt> store(Tenant tenant, Batch batch) {
        if (batch.events().isEmpty()) {
            return Uni.createFrom().item(new Receipt(0, 0, batch.rejected()));
        }
        return switch (cardinality.admit(tenant, batch.events())) {
            case Admission.Settled(var events) -> flush(tenant, events, batch);
            case Admission.Pending(var judged) -> await(tenant, judged, batch);
        };
    }

    /** What waits for the database is bounded, like all that waits for it. */
    private Uni<Receipt> await(Tenant tenant, Uni<List<Event>> judged, Batch batch) {
        var share = waiting.open(tenant.id());
        if (!share.grow(Math.min(batch.bytes(), unjudgedBytes / 2))) {
            throw refused(batch, ProblemType.OVERLOADED, "Too many events wait already.");
        }
        return judged.onFailure()
                .transform(failure -> refused(batch, ProblemType.UNAVAILABLE, "Storage does not answer."))
                .onTermination()
                .invoke(share::close)
                .flatMap(events -> flush(tenant, events, batch));
    }

    private Uni<Receipt> flush(Tenant tenant, List<Event> events, Batch batch) {
        return flushes.submit(tenant, events, batch.bytes()).map(outcome -> switch (outcome) {
            case Outcome.Stored(var accepted, var duplicates) -> new Receipt(accepted, duplicates, batch.rejected());
            case Outcome.Overloaded() -> throw refused(batch, ProblemType.OVERLOADED, "Too many events wait already.");
            case Outcome.Unavailable() -> throw refused(batch, ProblemType.UNAVAILABLE, "Storage does not answer.");
            case Outcome.Failed() -> throw failed(batch);
        });
    }

    private ProblemException refused(Batch batch, ProblemType type, String detail) {
        metrics.refused(batch.events().size());
        return ProblemException.retryLater(type, detail, RETRY_AFTER);
    }

    private ProblemException failed(Batch batch) {
        metrics.refused(batch.events().size());
        return ProblemException.of(ProblemType.INTERNAL_ERROR, "The failure was logged.");
    }
}
