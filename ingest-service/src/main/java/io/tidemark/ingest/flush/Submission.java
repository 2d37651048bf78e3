package io.tidemark.ingest.flush;

import io.opentelemetry.api.trace.Span;
import io.tidemark.events.Event;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The events of one request on their way to the database. Settled once; later attempts to settle are ignored. */
final class Submission {

    private final UUID tenant;
    private final List<Event> events;
    private final long bytes;
    private final long arrival;
    private final ReplyLoop loop = ReplyLoop.current();
    private final Span span = Span.current();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile boolean sent;

    /**
     * @param bytes estimated size in memory
     * @param arrival on the scale of {@link System#nanoTime}
     */
    Submission(UUID tenant, List<Event> events, long bytes, long arrival) {
        this.tenant = tenant;
        this.events = events;
        this.bytes = bytes;
        this.arrival = arrival;
    }

    UUID tenant() {
        return tenant;
    }

    List<Event> events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /** Nanoseconds since the arrival. */
    long age(long now) {
        return now - arrival;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** Of the request; records nothing if that is not traced. */
    Span span() {
        return span;
    }

    ReplyLoop loop() {
        return loop;
    }

    /** Whether the outcome has reached the event loop that will tell it. */
    boolean isSent() {
        return sent;
    }

    void sent() {
        sent = true;
    }

    void settle(Outcome result) {
        outcome.complete(result);
    }
}
