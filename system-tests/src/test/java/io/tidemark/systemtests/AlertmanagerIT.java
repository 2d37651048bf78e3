package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format {@code alertmanager} beside the real thing: what one sends, the other takes, and would send itself. */
@SystemProfileOnly
class AlertmanagerIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();

    @Test
    void alertmanagerTakesTheAlertsAndSendsThemOnInTheSameForm(@TempDir Path directory) throws IOException {
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        var url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
        try (var deployment = new Deployment();
                var alertmanager = new Alertmanager(directory, url)) {
            fireTest(deployment, url);
            await().until(() -> received.size() == 1);
            var ours = received.getFirst();

            assertThat(alertmanager.post(ours.path("alerts").toString())).isEqualTo(200);
            await().until(() -> received.size() == 2);
            var theirs = received.getLast();

            assertThat(theirs.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(names(ours));
            assertThat(theirs.at("/alerts/0").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(names(ours.at("/alerts/0")));
            for (var same : List.of(
                    "/version",
                    "/status",
                    "/groupLabels",
                    "/groupKey",
                    "/commonLabels",
                    "/commonAnnotations",
                    "/alerts/0/status",
                    "/alerts/0/labels",
                    "/alerts/0/annotations",
                    "/alerts/0/generatorURL")) {
                assertThat(theirs.at(same)).as(same).isEqualTo(ours.at(same));
            }
            // It leaves out the last zeros.
            assertThat(startsAt(theirs)).isEqualTo(startsAt(ours));
            assertThat(alertmanager.alerts()).contains("on call");
        } finally {
            receiver.stop(0);
        }
    }

    private static void fireTest(Deployment deployment, URI receiver) throws IOException {
        var alert = deployment
                .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks")
                .alert();
        var token = deployment.oidc.token(deployment.fixtures.tenant("pro", "UTC"), "editor");
        var created = post(alert.url("/v1/webhooks"), token, """
                {"name": "on call", "url": "%s", "format": "alertmanager"}""".formatted(receiver));
        var id = UUID.fromString(JSON.readTree(created).path("id").asText());
        post(alert.url("/v1/webhooks/" + id + "/test"), token, "");
    }

    private static String post(URI url, String token, String body) {
        var response = ServiceProcess.send(HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return response.body();
    }

    private static Instant startsAt(JsonNode message) {
        return Instant.parse(message.at("/alerts/0/startsAt").asText());
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
