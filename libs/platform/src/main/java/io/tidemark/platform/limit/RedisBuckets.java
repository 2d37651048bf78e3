package io.tidemark.platform.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Buckets that all replicas share, in Redis. One round trip each. */
final class RedisBuckets {

    private final RedisAPI redis;
    private final Script script;

    RedisBuckets(RedisAPI redis, Script script) {
        this.redis = redis;
        this.script = script;
    }

    Uni<Decision> take(String key, long amount, long perSecond) {
        var arguments = List.of("1", key, Long.toString(amount), Long.toString(perSecond));
        return redis.evalsha(prepend(script.sha1(), arguments))
                .onFailure(RedisBuckets::isUnknownScript)
                .recoverWithUni(() -> redis.eval(prepend(script.text(), arguments)))
                .map(response -> decision(response, perSecond));
    }

    /** Completes when Redis answers. */
    Uni<Void> ping() {
        return redis.ping(List.of()).replaceWithVoid();
    }

    private static Decision decision(Response response, long perSecond) {
        return new Decision(
                response.get(0).toInteger() == 1,
                perSecond,
                response.get(1).toLong(),
                micros(response.get(2)),
                micros(response.get(3)));
    }

    private static Duration micros(Response response) {
        return Duration.ofNanos(response.toLong() * 1000);
    }

    /** Redis forgets scripts when it restarts. */
    private static boolean isUnknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static List<String> prepend(String first, List<String> rest) {
        var all = new ArrayList<String>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return all;
    }
}
