package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tenant with a gateway that sends events, rules, and a receiver that is told of them. */
final class WatchedTenant implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_EVALUATION = Duration.ofSeconds(20);

    private final AlertReceiver receiver = new AlertReceiver();
    private final ServiceProcess ingest;
    private final ServiceProcess alert;
    private final String apiKey;
    private final String token;

    WatchedTenant(Deployment deployment, ServiceProcess ingest, ServiceProcess alert) {
        this.ingest = ingest;
        this.alert = alert;
        var tenant = deployment.fixtures.tenant("pro", "UTC");
        apiKey = deployment.fixtures.apiKey(tenant, "ingest");
        token = deployment.oidc.token(tenant, "editor");
        post(alert.url("/v1/webhooks"), token, """
                {"name": "on call", "url": "%s"}""".formatted(receiver.url()), 201);
    }

    /** Creates a rule; returns its id when it was evaluated. */
    String rule(String json) {
        var id =
                read(post(alert.url("/v1/alerts"), token, json, 201)).path("id").asText();
        await().atMost(FIRST_EVALUATION)
                .until(() -> status(id).path("evaluatedAt").isTextual());
        return id;
    }

    /** How a rule stands; missing while alert-service does not say. */
    JsonNode status(String rule) {
        return read(get(rule).body()).path("status");
    }

    HttpResponse<String> get(String rule) {
        return ServiceProcess.get(alert.url("/v1/alerts/" + rule), "Authorization", "Bearer " + token);
    }

    /** So many requests of a moment, acknowledged when this returns. */
    void calls(int count, Instant time, String route, int status, double durationMs) {
        var body = IntStream.range(0, count)
                .mapToObj(_ -> """
                        {"id":"%s","time":"%s","route":"%s","method":"GET","status":%d,"durationMs":%s}""".formatted(UUID.randomUUID(), time, route, status, durationMs))
                .collect(Collectors.joining(",", "[", "]"));
        post(ingest.url("/v1/events"), apiKey, body, 200);
    }

    /** The receiver is told all of this within the time, and nothing else. */
    void isTold(Duration within, String... lines) {
        await().atMost(within).until(() -> receiver.told().size() >= lines.length);
        assertThat(receiver.told()).containsExactlyInAnyOrder(lines);
    }

    void isToldNothing() {
        assertThat(receiver.told()).isEmpty();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String post(URI url, String credential, String body, int status) {
        var response = ServiceProcess.send(HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }

    @Override
    public void close() {
        receiver.close();
    }
}
