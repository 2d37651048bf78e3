package io.tidemark.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of webhooks as a customer would write it: with the library of Standard Webhooks. */
final class WebhookReceiver implements AutoCloseable {

    private record Message(HttpHeaders headers, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile String secret = "";

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    static WebhookReceiver start() throws IOException {
        var receiver =
                new WebhookReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        receiver.server.createContext("/", receiver::receive);
        receiver.server.start();
        return receiver;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** The secret that the webhook was answered with. */
    void trust(String secret) {
        this.secret = secret;
    }

    /** The types of what came, each message once for each time that it came, as far as the signature is right. */
    List<String> signedTypes() throws IOException {
        var types = new ArrayList<String>();
        for (var message : messages) {
            if (isSigned(message)) {
                types.add(JSON.readTree(message.body()).get("type").asText());
            }
        }
        return types;
    }

    long unsigned() {
        return messages.stream().filter(message -> !isSigned(message)).count();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        messages.add(new Message(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private boolean isSigned(Message message) {
        try {
            new Webhook(secret).verify(message.body(), message.headers());
            return true;
        } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
            return false;
        }
    }
}
