package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** A Redis of its own process, without persistence. It can be stopped and started again on the same port. */
public final class RedisProcess {

    /** Nodes of a cluster talk on the port ten thousand above their own. */
    private static final int HIGHEST_CLUSTER_PORT = 55_000;

    private final int port;
    private final String[] settings;
    private RedisServer server;

    private RedisProcess(int port, String... settings) {
        this.port = port;
        this.settings = settings;
        this.server = newServer();
    }

    public static RedisProcess startNew() {
        var redis = new RedisProcess(Ports.free());
        redis.start();
        return redis;
    }

    /** A node in cluster mode that knows no other; whoever starts it gives it its slots. */
    public static RedisProcess startNewClusterNode(Path directory) {
        var port = Stream.generate(Ports::free)
                .filter(free -> free < HIGHEST_CLUSTER_PORT)
                .findFirst()
                .orElseThrow();
        var redis = new RedisProcess(
                port,
                "cluster-enabled yes",
                "cluster-announce-ip 127.0.0.1",
                "cluster-config-file " + directory.resolve("nodes.conf"));
        redis.start();
        return redis;
    }

    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: there is nothing that it would have to put in order. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A stopped one cannot be started again.
        server = newServer();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    private RedisServer newServer() {
        try {
            var builder = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .onShutdownForceStop(true);
            for (var setting : settings) {
                builder.setting(setting);
            }
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
