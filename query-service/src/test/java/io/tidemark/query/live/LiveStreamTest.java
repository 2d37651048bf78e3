package io.tidemark.query.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.query.Customer;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OidcProvider;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MF-21: the live stream. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class LiveStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/")
    URI base;

    @Inject
    MeterRegistry meters;

    @Test
    void mf21UpdatesAreTheOverviewOfTheWindow() {
        var acme = Customer.pro();
        calls(acme, 7, Instant.now().minusSeconds(600));
        calls(acme, 5, Instant.now().minusSeconds(7200));

        try (var viewer = new Viewer(base, acme.token(), "interval=1")) {
            var update = viewer.awaitData("update", 1).getFirst();

            assertThat(update.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "timestamp",
                            "totalRequests",
                            "totalErrors",
                            "errorRate",
                            "avgLatencyMs",
                            "p95LatencyMs",
                            "p99LatencyMs",
                            "activeConnections",
                            "requestsPerSecond");
            assertThat(update.path("totalRequests").asInt()).isEqualTo(7);
            acme.get("/analytics/overview?from=now-1h")
                    .body("totalRequests", equalTo(7))
                    .body("avgLatencyMs", equalTo(update.path("avgLatencyMs").floatValue()))
                    .body("p95LatencyMs", equalTo(update.path("p95LatencyMs").floatValue()));
        }
    }

    @Test
    void mf21WhatComesInIsToldSoon() {
        var acme = Customer.pro();
        try (var viewer = new Viewer(base, acme.token(), "interval=PT1S&window=PT5M")) {
            assertThat(viewer.awaitData("update", 1)
                            .getFirst()
                            .path("totalRequests")
                            .asInt())
                    .isZero();

            calls(acme, 3, Instant.now().minusSeconds(5));

            await().atMost(PATIENCE)
                    .until(() -> viewer.data("update")
                                    .getLast()
                                    .path("totalRequests")
                                    .asInt()
                            == 3);
        }
    }

    @Test
    void mf21FiltersAndTenantAreHonoured() {
        var acme = Customer.pro();
        calls(acme, 4, Instant.now().minusSeconds(60));
        Customer.database()
                .execute(
                        "UPDATE event SET method = 'POST' WHERE tenant_id = ? AND extract(milliseconds FROM \"time\")::int % 2 = 0",
                        acme.id());
        var posts = (int) Customer.database()
                .number("SELECT count(*) FROM event WHERE tenant_id = ? AND method = 'POST'", acme.id());
        try (var viewer = new Viewer(base, acme.token(), "method=POST");
                var stranger = new Viewer(base, Customer.pro().token(), "")) {
            assertThat(viewer.awaitData("update", 1)
                            .getFirst()
                            .path("totalRequests")
                            .asInt())
                    .isEqualTo(posts);
            assertThat(stranger.awaitData("update", 1)
                            .getFirst()
                            .path("totalRequests")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void mf21ManyViewersCostOneQueryEachTime() {
        var acme = Customer.pro();
        var viewers = IntStream.range(0, 30)
                .mapToObj(i -> new Viewer(base, acme.token(), "interval=2&window=PT10M"))
                .toList();
        try {
            viewers.forEach(viewer -> viewer.awaitData("update", 1));
            var before = computed();
            var told = viewers.stream()
                    .mapToInt(viewer -> viewer.data("update").size())
                    .sum();

            await().atMost(PATIENCE)
                    .until(() -> viewers.stream()
                                    .mapToInt(viewer -> viewer.data("update").size())
                                    .sum()
                            >= told + 90);

            assertThat(computed() - before).isLessThanOrEqualTo(8);
        } finally {
            viewers.forEach(Viewer::close);
        }
    }

    @Test
    void mf21TheStreamEndsWhenTheTokenExpires() {
        var acme = Customer.pro();
        var claims = Map.<String, Object>of("tenant_id", acme.id().toString(), "groups", List.of("viewer"));
        var token =
                Infrastructure.oidc().token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofSeconds(4));
        try (var viewer = new Viewer(base, token, "interval=1")) {
            viewer.awaitData("update", 1);

            assertThat(viewer.awaitData("end", 1).getFirst().path("code").asText())
                    .isEqualTo("UNAUTHORIZED");
            await().atMost(PATIENCE).until(viewer::isOver);
        }
    }

    @Test
    void mf21TheStreamEndsWhenTheTenantLosesAnalytics() {
        var acme = Customer.pro();
        try (var viewer = new Viewer(base, acme.token(), "interval=1")) {
            viewer.awaitData("update", 1);

            acme.setTier("free");

            assertThat(viewer.awaitData("end", 1).getFirst().path("code").asText())
                    .isEqualTo("ANALYTICS_NOT_AVAILABLE");
            await().atMost(PATIENCE).until(viewer::isOver);
        }
    }

    @Test
    void mf21TheStreamEndsWhenTheKeyIsRevoked() {
        var acme = Customer.pro();
        var key = Fixtures.current().apiKey(acme.id(), "read");
        try (var viewer = new Viewer(base, key, "interval=1")) {
            viewer.awaitData("update", 1);

            Customer.database().execute("UPDATE api_key SET revoked_at = now() WHERE tenant_id = ?", acme.id());

            viewer.awaitData("end", 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT1S",
        "PT0.1S, PT1S",
        "7, PT7S",
        "PT30S, PT30S",
        "3600, PT60S",
        "-5, PT1S",
        "PT-5S, PT1S",
        "99999999999999999999, PT60S"
    })
    void mf21TheIntervalIsBroughtWithinBounds(String sent, Duration interval) {
        var inquiry = new Inquiry(
                new Tenant(new UUID(1, 1), "t", "T", Tier.PRO, ZoneOffset.UTC),
                Optional.empty(),
                Map.of("interval", sent),
                Map.of(),
                Instant.now(),
                0,
                false,
                List.of());

        assertThat(LiveQuery.parse(inquiry).interval()).isEqualTo(interval);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interval=soon", "window=PT1S", "window=P90D", "window=-PT1H", "colour=red", "status=x"})
    void whatCannotBeWatchedIsRefused(String question) {
        Customer.pro().get("/analytics/stream?" + question).statusCode(400).body("code", equalTo("INVALID_REQUEST"));
    }

    @Test
    void strangersAreRefused() {
        given().get("/analytics/stream").then().statusCode(401);
        Customer.of("free", "UTC")
                .get("/analytics/stream")
                .statusCode(403)
                .body("code", equalTo("ANALYTICS_NOT_AVAILABLE"));
    }

    private long computed() {
        return meters.get("tidemark.analytics.query.duration")
                .tag("endpoint", "stream")
                .timer()
                .count();
    }

    private static void calls(Customer customer, int count, Instant time) {
        customer.calls(count, null, time.toString());
        Customer.database()
                .execute("UPDATE event SET duration_us = 25000, status = 200 WHERE tenant_id = ?", customer.id());
    }

    /** Reads the stream until it is closed. */
    private static final class Viewer implements AutoCloseable {

        // Closing the reader would wait for the line that it is about to read.
        private final InputStream body;
        private final List<String> events = new CopyOnWriteArrayList<>();
        private volatile boolean over;

        Viewer(URI base, String token, String query) {
            var request = HttpRequest.newBuilder(base.resolve("/analytics/stream?" + query))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "text/event-stream")
                    .build();
            try {
                var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("text/event-stream");
                body = response.body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                var event = new StringBuilder();
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.isEmpty()) {
                        events.add(event.toString());
                        event.setLength(0);
                    } else {
                        event.append(line).append('\n');
                    }
                }
            } catch (IOException e) {
                // Closed by the test.
            }
            over = true;
        }

        boolean isOver() {
            return over;
        }

        List<JsonNode> data(String name) {
            var data = new ArrayList<JsonNode>();
            for (var event : events) {
                if (event.lines().anyMatch(line -> line.replace(" ", "").equals("event:" + name))) {
                    event.lines()
                            .filter(line -> line.startsWith("data:"))
                            .map(line -> parse(line.substring("data:".length())))
                            .forEach(data::add);
                }
            }
            return data;
        }

        List<JsonNode> awaitData(String name, int count) {
            await().atMost(PATIENCE).until(() -> data(name).size() >= count);
            return data(name);
        }

        private static JsonNode parse(String text) {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
