package io.tidemark.query.cache;

import io.quarkus.logging.Log;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.limit.Circuit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers in Redis. While Redis is away or slow there are none: the first questions of an outage wait {@link
 * CacheConfig#timeout()}, all others not at all.
 */
@ApplicationScoped
class AnswerStore {

    private final ReactiveRedisDataSource redis;
    private final ReactiveValueCommands<String, String> values;
    private final Duration timeout;
    private final Circuit circuit;

    AnswerStore(ReactiveRedisDataSource redis, CacheConfig config) {
        this.redis = redis;
        this.values = redis.value(String.class);
        this.timeout = config.timeout();
        this.circuit = new Circuit(config.probeInterval(), System::nanoTime);
    }

    Uni<Optional<Answer>> find(String key) {
        if (isAway()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return bounded(values.get(key))
                .map(text -> Optional.ofNullable(text).flatMap(Answer::decode))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    /** Completes when the answer is kept, or will not be. */
    Uni<Void> keep(String key, Answer answer, Duration timeToLive) {
        if (isAway()) {
            return Uni.createFrom().voidItem();
        }
        return bounded(values.setex(key, timeToLive.toSeconds(), answer.encode()))
                .onFailure()
                .recoverWithNull();
    }

    private <T> Uni<T> bounded(Uni<T> command) {
        return command.ifNoItem().after(timeout).fail().onFailure().invoke(this::lost);
    }

    private boolean isAway() {
        if (circuit.isOpen() && circuit.shouldProbe()) {
            redis.execute("PING")
                    .ifNoItem()
                    .after(timeout)
                    .fail()
                    .subscribe()
                    .with(pong -> found(), failure -> circuit.probed(false));
        }
        return circuit.isOpen();
    }

    private void lost(Throwable failure) {
        if (circuit.open()) {
            Log.warnf("Answers are not cached, Redis does not answer: %s", failure.toString());
        }
    }

    private void found() {
        circuit.probed(true);
        Log.info("Answers are cached again, Redis answers");
    }
}
