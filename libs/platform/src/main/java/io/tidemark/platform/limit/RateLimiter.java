package io.tidemark.platform.limit;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Holds each tenant to so much per second, over all replicas. While Redis is away or slow, this process counts on its
 * own; the first requests of an outage wait {@link LimitConfig#redisTimeout()}, all others not at all.
 */
@ApplicationScoped
public class RateLimiter {

    private final LimitConfig config;
    private final RedisBuckets shared;
    private final LocalBuckets local = new LocalBuckets();
    private final Circuit circuit;

    RateLimiter(RedisAPI redis, LimitConfig config) {
        this.config = config;
        this.shared = new RedisBuckets(redis, Script.load("take.lua"));
        this.circuit = new Circuit(config.redisProbeInterval(), System::nanoTime);
    }

    /**
     * Takes an amount out of a tenant's bucket. An amount above the limit passes when the bucket is full, and is then
     * made up for by waiting.
     *
     * @param bucket what is counted, such as {@code read}
     * @param perSecond the limit, also the most that may pass at once; 0 is without limit
     */
    public Uni<Decision> take(UUID tenant, String bucket, long amount, long perSecond) {
        if (perSecond == 0) {
            return Uni.createFrom().item(Decision.UNLIMITED);
        }
        var key = "rate:" + tenant + ":" + bucket;
        if (circuit.isOpen()) {
            probe();
            return Uni.createFrom().item(local.take(key, amount, perSecond));
        }
        return shared.take(key, amount, perSecond)
                .ifNoItem()
                .after(config.redisTimeout())
                .fail()
                .onFailure()
                .invoke(this::lost)
                .onFailure()
                .recoverWithItem(() -> local.take(key, amount, perSecond));
    }

    private void lost(Throwable failure) {
        if (circuit.open()) {
            Log.warnf("Rate limits are counted per process, Redis does not answer: %s", failure.toString());
        }
    }

    private void probe() {
        if (circuit.shouldProbe()) {
            shared.ping()
                    .ifNoItem()
                    .after(config.redisTimeout())
                    .fail()
                    .subscribe()
                    .with(pong -> found(), failure -> circuit.probed(false));
        }
    }

    private void found() {
        circuit.probed(true);
        Log.info("Rate limits are shared again, Redis answers");
    }
}
