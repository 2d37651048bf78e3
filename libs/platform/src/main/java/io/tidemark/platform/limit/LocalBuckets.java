package io.tidemark.platform.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Buckets of this process only: with several replicas, each of them admits the whole limit. */
final class LocalBuckets {

    private static final int TENANTS = 100_000;

    private final LongSupplier micros;
    private final ConcurrentMap<String, TokenBucket> buckets;

    LocalBuckets() {
        this(() -> TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    LocalBuckets(LongSupplier micros) {
        this.micros = micros;
        // Longer than any debt lasts: 10,000 events of one batch at one per second.
        Cache<String, TokenBucket> cache = Caffeine.newBuilder()
                .maximumSize(TENANTS)
                .expireAfterAccess(Duration.ofHours(3))
                .build();
        this.buckets = cache.asMap();
    }

    Decision take(String key, long amount, long perSecond) {
        var decision = new Decision[1];
        buckets.compute(key, (same, bucket) -> {
            var now = micros.getAsLong();
            var taken = (bucket == null ? TokenBucket.full(perSecond, now) : bucket).take(amount, perSecond, now);
            decision[0] = taken.decision();
            return taken.bucket();
        });
        return decision[0];
    }
}
