package io.tidemark.query.cache;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.cache.Flights;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Does the same work once for all who ask for it meanwhile. */
final class SingleFlight<T> {

    private final ConcurrentHashMap<String, Flight<T>> flights = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    SingleFlight(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Joins the flight under way, whenever it began. */
    Uni<T> join(String key, Supplier<Uni<T>> work) {
        var flight = flights.get(key);
        return flight == null ? joinBegunSince(key, nanos.getAsLong(), work) : Flights.join(flight.outcome());
    }

    /** Joins a flight that began at that time or later; one that began before is left to those who wait for it. */
    Uni<T> joinBegunSince(String key, long time, Supplier<Uni<T>> work) {
        var flight = new Flight<T>(nanos.getAsLong(), new CompletableFuture<>());
        var joined =
                flights.compute(key, (same, other) -> other != null && other.begunAt() - time >= 0 ? other : flight);
        if (joined.equals(flight)) {
            Uni.createFrom()
                    .<T>deferred(work::get)
                    .eventually(() -> flights.remove(key, flight))
                    .subscribe()
                    .with(flight.outcome()::complete, flight.outcome()::completeExceptionally);
        }
        return Flights.join(joined.outcome());
    }

    private record Flight<T>(long begunAt, CompletableFuture<T> outcome) {}
}
