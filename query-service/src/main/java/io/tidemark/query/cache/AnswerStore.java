package io.tidemark.query.cache;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.logging.Log;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.limit.Circuit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers in Redis. While Redis is away or slow there are none: the first questions of an outage wait {@link
 * CacheConfig#timeout()}, all others not at all.
 */
@ApplicationScoped
class AnswerStore {

    // Each answer begins with the microseconds of its moment.
    private static final String KEEP = """
            local kept = tonumber(string.match(redis.call('GETRANGE', KEYS[1], 0, 18), '^%d+'))
            if kept and kept > tonumber(ARGV[1]) then return 0 end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """;

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

    /** The answers that are kept under any of the keys. */
    Uni<Map<String, Answer>> findAll(List<String> keys) {
        if (isAway()) {
            return Uni.createFrom().item(Map.of());
        }
        return bounded(values.mget(keys.toArray(String[]::new)))
                .map(AnswerStore::decode)
                .onFailure()
                .recoverWithItem(Map.of());
    }

    private static Map<String, Answer> decode(Map<String, @Nullable String> texts) {
        return texts.values().stream()
                .flatMap(text -> Optional.ofNullable(text).flatMap(Kept::decode).stream())
                .filter(kept -> texts.containsKey(kept.key()))
                .collect(toUnmodifiableMap(Kept::key, Kept::answer, (one, other) -> one));
    }

    /** Completes when the answer is kept, or will not be: an answer that began later is not replaced by an older one. */
    Uni<Void> keep(String key, Answer answer, Duration timeToLive) {
        if (isAway()) {
            return Uni.createFrom().voidItem();
        }
        return bounded(redis.execute(
                        "EVAL",
                        KEEP,
                        "1",
                        key,
                        Long.toString(answer.micros()),
                        new Kept(key, answer).encode(),
                        Long.toString(timeToLive.toMillis())))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
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
