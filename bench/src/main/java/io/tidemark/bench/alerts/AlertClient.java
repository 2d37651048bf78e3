package io.tidemark.bench.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.UUID;

/** Asks alert-service as an editor of the tenant. */
final class AlertClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    AlertClient(int port, String token) {
        this.base = "http://127.0.0.1:" + port;
        this.token = token;
    }

    void importRules(String yaml) throws IOException, InterruptedException {
        post("/v1/alerts/_import", "application/yaml", yaml);
    }

    /** A webhook that is told of what fires and resolves. */
    UUID createWebhook(URI url) throws IOException, InterruptedException {
        var body = """
                {"name":"bench","url":"%s","eventTypes":["alert.firing","alert.resolved"]}""".formatted(url);
        return UUID.fromString(
                post("/v1/webhooks", "application/json", body).get("id").asText());
    }

    /** Has a thousand deliveries of the time sent again, or as many as there were; says how many. */
    int replay(UUID webhook, Instant from, Instant to) throws IOException, InterruptedException {
        var body = "{\"from\":\"%s\",\"to\":\"%s\",\"status\":\"delivered\"}".formatted(from, to);
        return post("/v1/webhooks/%s/deliveries/replay".formatted(webhook), "application/json", body)
                .get("replayed")
                .asInt();
    }

    private JsonNode post(String path, String type, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
