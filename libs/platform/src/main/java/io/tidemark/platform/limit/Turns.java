package io.tidemark.platform.limit;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.cache.Flights;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Work of each tenant, so much of it at a time, in the order in which it was handed in. */
final class Turns {

    private static final class Line {

        private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
        private int atOnce;
        private int underWay;

        private boolean hasRoom() {
            return atOnce <= 0 || underWay < atOnce;
        }
    }

    private final Duration patience;
    private final Supplier<? extends RuntimeException> refusal;
    private final Map<UUID, Line> lines = new HashMap<>();

    /**
     * @param patience how long work waits for its turn
     * @param refusal what it fails with after that
     */
    Turns(Duration patience, Supplier<? extends RuntimeException> refusal) {
        this.patience = patience;
        this.refusal = refusal;
    }

    /**
     * The outcome of the work, on the caller's Vert.x context. What has begun has its turn until it ends, even if nobody
     * waits for it any more; what nobody waits for does not begin.
     *
     * @param atOnce how much of this tenant's work may be under way from now on; 0 is without limit
     */
    <T> Uni<T> take(UUID tenant, int atOnce, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var outcome = new CompletableFuture<T>();
            var turn = join(tenant, atOnce);
            var thread = turn.isDone() ? (Executor) Runnable::run : Flights.callersContext();
            var _ = turn.whenComplete((begun, failure) -> thread.execute(() -> {
                if (failure == null) {
                    run(tenant, work, outcome);
                } else {
                    outcome.completeExceptionally(refusal.get());
                }
            }));
            return Flights.join(outcome).onCancellation().invoke(() -> turn.cancel(false));
        });
    }

    /** How much work waits for its turn. */
    synchronized long waiting() {
        return lines.values().stream()
                .flatMap(line -> line.waiting.stream())
                .filter(turn -> !turn.isDone())
                .count();
    }

    private <T> void run(UUID tenant, Supplier<Uni<T>> work, CompletableFuture<T> outcome) {
        Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(() -> leave(tenant))
                .subscribe()
                .with(outcome::complete, outcome::completeExceptionally);
    }

    /** Complete when it is the caller's turn, failed if that takes too long. */
    private CompletableFuture<Void> join(UUID tenant, int atOnce) {
        var turn = new CompletableFuture<Void>();
        change(tenant, line -> {
            line.atOnce = atOnce;
            line.waiting.add(turn);
        });
        if (!turn.isDone()) {
            var _ = turn.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        return turn;
    }

    private void leave(UUID tenant) {
        change(tenant, line -> line.underWay--);
    }

    /** After a change of its line, a tenant's work begins for which there is room then. */
    private void change(UUID tenant, Consumer<Line> change) {
        for (var turn : admitted(tenant, change)) {
            if (!turn.complete(null)) {
                // Given up at this very moment.
                leave(tenant);
            }
        }
    }

    private synchronized List<CompletableFuture<Void>> admitted(UUID tenant, Consumer<Line> change) {
        var line = lines.computeIfAbsent(tenant, id -> new Line());
        change.accept(line);
        var admitted = new ArrayList<CompletableFuture<Void>>();
        while (line.hasRoom() && !line.waiting.isEmpty()) {
            var next = line.waiting.remove();
            if (!next.isDone()) {
                line.underWay++;
                admitted.add(next);
            }
        }
        if (line.underWay == 0) {
            lines.remove(tenant);
        }
        return admitted;
    }
}
