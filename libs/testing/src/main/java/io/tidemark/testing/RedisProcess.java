package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import redis.embedded.RedisServer;

/** A Redis of its own process, without persistence. It can be stopped and started again on the same port. */
public final class RedisProcess {

    private final int port;
    private RedisServer server;

    private RedisProcess(int port) {
        this.port = port;
        this.server = newServer(port);
    }

    public static RedisProcess startNew() {
        var redis = new RedisProcess(Ports.free());
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
        server = newServer(port);
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    private static RedisServer newServer(int port) {
        try {
            return RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .onShutdownForceStop(true)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
