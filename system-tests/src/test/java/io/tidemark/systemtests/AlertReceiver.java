package io.tidemark.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of webhooks that remembers what it was told, in the order in which it was. */
final class AlertReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    /**
     * What it was told.
     *
     * @param id the header {@code webhook-id}
     * @param event the id of the event of the log
     * @param line type and, if the rule has several, series
     */
    record Message(String id, String event, String line) {}

    AlertReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var message = JSON.readTree(exchange.getRequestBody().readAllBytes());
        messages.add(new Message(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                message.at("/data/id").asText(),
                line(message)));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static String line(JsonNode message) {
        return (message.path("type").asText() + " " + message.at("/data/series").asText()).strip();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    List<Message> messages() {
        return messages;
    }

    /** Type and, if the rule has several, series of each. */
    List<String> told() {
        return messages.stream().map(Message::line).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
