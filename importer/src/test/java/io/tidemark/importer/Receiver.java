package io.tidemark.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Speaks the protocol of {@code POST /v1/events} over real HTTP: stores by id, and misbehaves when told to. */
final class Receiver implements AutoCloseable {

    /** What to do with one request instead of the usual. */
    interface Mishap {
        void handle(HttpExchange exchange, Receiver receiver) throws IOException;
    }

    static final String KEY = "tmk_test";

    final Map<String, JsonNode> stored = new ConcurrentHashMap<>();
    final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    final Queue<Integer> batchSizes = new ConcurrentLinkedQueue<>();
    final Queue<String> firstPaths = new ConcurrentLinkedQueue<>();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final AtomicInteger batchesLeft = new AtomicInteger(Integer.MAX_VALUE);

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/events", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void withdrawKeyAfter(int batches) {
        batchesLeft.set(batches);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var mishap = mishaps.poll();
        if (mishap != null) {
            exchange.getRequestBody().readAllBytes();
            mishap.handle(exchange, this);
        } else if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || batchesLeft.getAndDecrement() <= 0) {
            answer(exchange, 401, "{\"code\":\"UNAUTHORIZED\",\"title\":\"Unauthorized\"}");
        } else {
            answer(exchange, 200, store(read(exchange)));
        }
    }

    private List<JsonNode> read(HttpExchange exchange) throws IOException {
        if (!"application/x-ndjson".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            throw new IOException("unexpected content type");
        }
        try (var body = new GZIPInputStream(exchange.getRequestBody())) {
            var events = new ArrayList<JsonNode>();
            json.readerFor(JsonNode.class).<JsonNode>readValues(body).forEachRemaining(events::add);
            return events;
        }
    }

    /** Events with status 599 are refused, as an example, and those of the last century. */
    private String store(List<JsonNode> events) {
        batchSizes.add(events.size());
        firstPaths.add(events.getFirst().path("path").asText());
        var answer = json.createObjectNode();
        var rejected = json.createArrayNode();
        int accepted = 0;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (event.path("status").asInt() == 599) {
                reject(rejected.addObject(), i, "status", "must be below 599");
            } else if (event.path("time").asText().startsWith("19")) {
                reject(rejected.addObject(), i, "time", "is older than events are kept");
            } else if (stored.putIfAbsent(event.get("id").asText(), event) == null) {
                accepted++;
            }
        }
        answer.put("accepted", accepted).put("duplicates", events.size() - accepted - rejected.size());
        return answer.set("rejected", rejected).toString();
    }

    private static void reject(ObjectNode rejection, int index, String field, String message) {
        rejection
                .put("index", index)
                .putObject("problem")
                .put("code", "INVALID_EVENT")
                .putArray("errors")
                .addObject()
                .put("field", field)
                .put("message", message);
    }

    static Mishap status(int status, String... header) {
        return (exchange, receiver) -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            answer(exchange, status, "{\"code\":\"MISHAP\",\"detail\":\"as told\"}");
        };
    }

    /** Closes the connection instead of answering. */
    static Mishap hangUp() {
        return (exchange, receiver) -> {
            throw new UncheckedIOException(new IOException("hanging up, as told"));
        };
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
