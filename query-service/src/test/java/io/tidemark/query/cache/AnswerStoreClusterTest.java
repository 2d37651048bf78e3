package io.tidemark.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.smallrye.mutiny.Uni;
import io.tidemark.testing.RedisProcess;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a Redis Cluster keys lie in different slots, which the client asks one by one. */
class AnswerStoreClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SLOTS = 16_384;

    private record Settings(Duration timeout, Duration probeInterval) implements CacheConfig {}

    @TempDir
    private static Path directory;

    private static final Vertx VERTX = Vertx.vertx();
    private static RedisProcess process;
    private static Redis client;

    @BeforeAll
    static void start() {
        process = RedisProcess.startNewClusterNode(directory);
        var node = Redis.createClient(VERTX, new RedisOptions().addConnectionString(process.url()));
        var slots = Request.cmd(Command.CLUSTER).arg("ADDSLOTS");
        IntStream.range(0, SLOTS).forEach(slots::arg);
        value(node.send(slots));
        await().atMost(PATIENCE)
                .until(() -> value(node.send(Request.cmd(Command.CLUSTER).arg("INFO")))
                        .toString()
                        .contains("cluster_state:ok"));
        node.close();
        client = Redis.createClient(
                VERTX,
                new RedisOptions()
                        .setType(RedisClientType.CLUSTER)
                        .setMaxPoolSize(16)
                        .setMaxPoolWaiting(4_096)
                        .addConnectionString(process.url()));
    }

    @AfterAll
    static void stop() {
        client.close();
        value(VERTX.close());
        process.stop();
    }

    @Test
    void eachAnswerIsFoundUnderItsOwnKey() {
        var store = new AnswerStore(
                new ReactiveRedisDataSourceImpl(VERTX, client, RedisAPI.api(client)), new Settings(PATIENCE, PATIENCE));
        var kept = Stream.generate(() -> "analytics:" + UUID.randomUUID())
                .limit(25)
                .collect(Collectors.toMap(key -> key, key -> Answer.of(Instant.EPOCH, "\"" + key + "\"")));
        kept.forEach((key, answer) -> value(store.keep(key, answer, PATIENCE)));

        Map<String, Answer> found = value(store.findAll(kept.keySet().stream().toList()));

        assertThat(found).isEqualTo(kept);
    }

    private static <T> T value(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
