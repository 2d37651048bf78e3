package io.tidemark.platform.cache;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** Joining work that others wait for as well. */
public final class Flights {

    private Flights() {}

    /**
     * The outcome of the flight, delivered on the caller's own Vert.x context. A caller that goes away cancels only
     * its copy of the future, not the flight that others wait for.
     */
    public static <T> Uni<T> join(CompletableFuture<T> flight) {
        var context = Vertx.currentContext();
        var outcome = Uni.createFrom().completionStage(flight::copy);
        return context == null ? outcome : outcome.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
