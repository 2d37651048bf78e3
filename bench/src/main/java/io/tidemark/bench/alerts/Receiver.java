package io.tidemark.bench.alerts;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes deliveries, and remembers when each rule was first said to fire. */
final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FIRING = "alert.firing";
    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final Map<String, Long> firings = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var now = System.nanoTime();
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (FIRING.equals(body.path("type").asText())) {
            firings.putIfAbsent(body.at("/data/alertName").asText(), now);
        }
        requests.incrementAndGet();
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    /** When each rule that did was first said to fire, of {@link System#nanoTime}. */
    Map<String, Long> firings() {
        return firings;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
