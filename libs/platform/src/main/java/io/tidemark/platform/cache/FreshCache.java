package io.tidemark.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.problem.Outage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * A bounded cache that asks its source once for all who wait for the same key. An answer in use is renewed before it
 * gets too old, so that hardly anybody waits; if the source fails, the last answer is given until it is stale.
 */
public final class FreshCache<K, V> {

    /** A source that hangs counts as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Freshness freshness;
    private final Function<K, Uni<Optional<V>>> source;
    private final Ticker ticker;
    private final Cache<K, Answer<V>> found;
    private final Cache<K, Answer<V>> missing;
    private final ConcurrentMap<K, CompletableFuture<Optional<V>>> flights = new ConcurrentHashMap<>();

    /** Set by a failure of the source, reset by its next success: meanwhile nobody waits for it in vain. */
    private volatile boolean away;

    public FreshCache(Freshness freshness, Function<K, Uni<Optional<V>>> source) {
        this(freshness, source, Ticker.systemTicker());
    }

    FreshCache(Freshness freshness, Function<K, Uni<Optional<V>>> source, Ticker ticker) {
        this.freshness = freshness;
        this.source = source;
        this.ticker = ticker;
        this.found = Caffeine.newBuilder()
                .maximumSize(freshness.found())
                .expireAfterWrite(freshness.stale())
                .ticker(ticker)
                .build();
        this.missing = Caffeine.newBuilder()
                .maximumSize(freshness.missing())
                .expireAfterWrite(freshness.fresh())
                .ticker(ticker)
                .build();
    }

    /** Fails as the source does if there is no answer young enough. */
    public Uni<Optional<V>> get(K key) {
        var known = found.getIfPresent(key);
        if (known == null) {
            var none = missing.getIfPresent(key);
            return none == null ? Flights.join(fly(key)) : none.uni();
        }
        var age = ticker.read() - known.askedAt();
        if (age < freshness.refresh().toNanos()) {
            return known.uni();
        }
        if (age < freshness.fresh().toNanos()
                || (away && age < freshness.stale().toNanos())) {
            var _ = fly(key);
            return known.uni();
        }
        return Flights.join(fly(key)).onFailure().recoverWithUni(failure -> lastResort(key, failure));
    }

    private Uni<Optional<V>> lastResort(K key, Throwable failure) {
        var last = found.getIfPresent(key);
        return last == null
                        || ticker.read() - last.askedAt() >= freshness.stale().toNanos()
                ? Uni.createFrom().failure(failure)
                : last.uni();
    }

    private CompletableFuture<Optional<V>> fly(K key) {
        var flight = new CompletableFuture<Optional<V>>();
        var underWay = flights.putIfAbsent(key, flight);
        if (underWay != null) {
            return underWay;
        }
        // Its age counts from before the question: the answer may be as old as that.
        var askedAt = ticker.read();
        Uni.createFrom()
                .deferred(() -> source.apply(key))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(Outage::problem)
                .subscribe()
                .with(answer -> land(key, flight, answer, askedAt), failure -> crash(key, flight, failure));
        return flight;
    }

    private void land(K key, CompletableFuture<Optional<V>> flight, Optional<V> value, long askedAt) {
        away = false;
        var answer = new Answer<>(value, Uni.createFrom().item(value), askedAt);
        if (value.isPresent()) {
            found.put(key, answer);
        } else {
            found.invalidate(key);
            missing.put(key, answer);
        }
        flights.remove(key, flight);
        flight.complete(value);
    }

    private void crash(K key, CompletableFuture<Optional<V>> flight, Throwable failure) {
        away = true;
        flights.remove(key, flight);
        flight.completeExceptionally(failure);
    }

    private record Answer<V>(Optional<V> value, Uni<Optional<V>> uni, long askedAt) {}
}
