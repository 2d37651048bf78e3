package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** One replica delivers three hundred events a second to one receiver, and is not late. */
class DeliveryRateIT {

    private static final int PER_SECOND = 300;
    private static final int SECONDS = 10;
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Set<String> received = ConcurrentHashMap.newKeySet();

    @Test
    void threeHundredASecondArriveInTime() throws IOException {
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            received.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try (var deployment = new Deployment()) {
            var alert = deployment
                    .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                    .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks")
                    .alert();
            var tenant = deployment.fixtures.tenant("pro", "UTC");
            var webhook = webhook(
                    alert,
                    deployment.oidc.token(tenant, "editor"),
                    receiver.getAddress().getPort());
            var cpu = alert.cpu();
            queue(deployment, tenant, webhook);

            await().atMost(Duration.ofSeconds(SECONDS).plus(LATE)).until(() -> received.size() == PER_SECOND * SECONDS);
            await().until(() -> deployment.database.number("SELECT count(*) FROM delivery_due") == 0);
            System.out.printf(
                    "%d deliveries/s took %.2f of a core%n",
                    PER_SECOND, alert.cpu().minus(cpu).toMillis() / 1000.0 / SECONDS);
            assertThat(deployment.database.number("""
                            SELECT count(*)
                              FROM delivery_attempt a
                              JOIN delivery d ON d.id = a.delivery_id
                             WHERE a.started_at - d.created_at > interval '2 s'""")).isZero();
        } finally {
            receiver.stop(0);
        }
    }

    /** Each due when it is said to have been created. */
    private static void queue(Deployment deployment, UUID tenant, UUID webhook) {
        deployment.database.execute("""
                WITH due AS (
                         SELECT gen_random_uuid() AS id, clock_timestamp() + i * interval '1 s' / ? AS at
                           FROM generate_series(1, ?) AS i
                     ),
                     logged AS (
                         INSERT INTO delivery (tenant_id, id, webhook_id, event_id, created_at, status, event_type,
                                               content_type, body)
                         SELECT ?, id, ?, id, at, 'waiting', 'alert.firing', 'application/json', rpad('{"type":"alert.firing"', 1000)
                           FROM due
                     )
                INSERT INTO delivery_due (tenant_id, id, webhook_id, due_at)
                SELECT ?, id, ?, at
                  FROM due""", PER_SECOND, PER_SECOND * SECONDS, tenant, webhook, tenant, webhook);
    }

    private static UUID webhook(ServiceProcess alert, String token, int port) throws IOException {
        var response = ServiceProcess.send(HttpRequest.newBuilder(alert.url("/v1/webhooks"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\": \"rate\", \"url\": \"http://127.0.0.1:%d/\"}".formatted(port)))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return UUID.fromString(
                new ObjectMapper().readTree(response.body()).path("id").asText());
    }
}
