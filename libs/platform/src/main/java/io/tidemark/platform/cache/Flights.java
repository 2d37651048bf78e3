package io.tidemark.platform.cache;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Joining work that others wait for as well. */
public final class Flights {

    private Flights() {}

    /**
     * The outcome of the flight, delivered on the caller's own Vert.x context. A caller that goes away cancels only
     * its copy of the future, not the flight that others wait for.
     */
    public static <T> Uni<T> join(CompletableFuture<T> flight) {
        return Uni.createFrom().completionStage(flight::copy).emitOn(callersContext());
    }

    /** Runs tasks on the Vert.x context of whoever asks for it; without one, on whichever thread hands them in. */
    public static Executor callersContext() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
