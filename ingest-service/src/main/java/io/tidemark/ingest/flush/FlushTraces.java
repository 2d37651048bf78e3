package io.tidemark.ingest.flush;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * One flush stores the events of many requests: its span is a child of the first of them that is traced, and it and all
 * others point to one another.
 */
@ApplicationScoped
class FlushTraces {

    private final Tracer tracer;
    private final Vertx vertx;

    FlushTraces(Tracer tracer, Vertx vertx) {
        this.tracer = tracer;
        this.vertx = vertx;
    }

    /** What is logged until the scope is closed names the trace that the flush belongs to, if there is one. */
    static Scope name(Collection<Submission> batch) {
        return batch.stream()
                .map(Submission::span)
                .filter(Span::isRecording)
                .findFirst()
                .map(Span::makeCurrent)
                .orElseGet(Scope::noop);
    }

    /** The work, under a span of its own if any of the requests is traced. */
    <T> Uni<T> trace(Flush flush, Supplier<Uni<T>> work) {
        var requests = flush.submissions().stream()
                .map(Submission::span)
                .filter(Span::isRecording)
                .toList();
        return requests.isEmpty() ? work.get() : trace(begin(flush, requests), work);
    }

    /** The database's client finds the span in the context that it is called in, which a writer's thread has none of. */
    private <T> Uni<T> trace(Span span, Supplier<Uni<T>> work) {
        var context = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
        QuarkusContextStorage.INSTANCE.attach(context, Context.root().with(span));
        return Uni.createFrom()
                .<T>emitter(emitter ->
                        context.dispatch(() -> work.get().subscribe().with(emitter::complete, emitter::fail)))
                .onFailure()
                .invoke(failure -> span.setStatus(StatusCode.ERROR))
                .onTermination()
                .invoke(() -> span.end());
    }

    private Span begin(Flush flush, List<Span> requests) {
        var builder = tracer.spanBuilder("flush")
                .setParent(Context.root().with(requests.getFirst()))
                .setAttribute("tidemark.flush.requests", flush.submissions().size())
                .setAttribute("tidemark.flush.events", flush.rows().size());
        requests.stream().skip(1).map(Span::getSpanContext).forEach(builder::addLink);
        var span = builder.startSpan();
        requests.stream().skip(1).forEach(request -> request.addLink(span.getSpanContext()));
        return span;
    }
}
