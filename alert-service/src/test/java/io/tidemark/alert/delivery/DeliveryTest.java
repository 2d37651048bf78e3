package io.tidemark.alert.delivery;

import static io.tidemark.alert.delivery.Laboratory.as;
import static io.tidemark.alert.delivery.Laboratory.firing;
import static io.tidemark.alert.delivery.Laboratory.webhook;
import static io.tidemark.alert.delivery.Receiver.answer;
import static io.tidemark.alert.delivery.Receiver.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.standardwebhooks.Webhook;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receivers that behave as they please; whatever they do, nothing is lost, and nobody else waits. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
@WithTestResource(Certificates.class)
class DeliveryTest {

    @Inject
    Laboratory laboratory;

    @Inject
    Hosts hosts;

    private UUID tenant;

    @BeforeEach
    void newTenant() {
        tenant = Laboratory.newTenant();
    }

    @Test
    void aReceiverGetsWhatItCanVerify() throws Exception {
        try (var receiver = Receiver.start(statuses(204))) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            var request = receiver.received().getFirst();
            assertThat(request.line()).isEqualTo("POST /hook?a=b HTTP/1.1");
            assertThat(request.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(request.header("webhook-id")).matches("msg_[0-9a-f]{32}");
            new Webhook(hook.secret()).verify(request.body(), request.httpHeaders());
            new com.svix.Webhook(hook.secret()).verify(request.body(), request.httpHeaders());
            var body = new JsonPath(request.body());
            assertThat(body.getString("type")).isEqualTo("alert.firing");
            assertThat(body.getString("timestamp")).isEqualTo("2026-11-26T10:01:00Z");
            assertThat(body.getString("data.alertName")).isEqualTo("latency");
            assertThat(body.getMap("")).containsOnlyKeys("type", "timestamp", "data");
            assertThat(body.getMap("data")).doesNotContainKeys("seenAt", "seenBy", "silenced");
            assertThat(body.getDouble("data.conditions[0].value")).isEqualTo(812);
        }
    }

    @Test
    void oldAndNewSecretSignDuringARotation() throws Exception {
        try (var receiver = Receiver.start(statuses(200))) {
            var hook = webhook(tenant, receiver.url(), "");
            String fresh =
                    as(tenant, "editor").post(hook.path() + "/rotate-secret").path("secret");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> receiver.received().size() == 1);
            var request = receiver.received().getFirst();
            assertThat(request.header("webhook-signature").split(" ")).hasSize(2);
            new Webhook(hook.secret()).verify(request.body(), request.httpHeaders());
            new Webhook(fresh).verify(request.body(), request.httpHeaders());

            String last = as(tenant, "editor")
                    .body("{\"overlap\": \"PT0S\"}")
                    .post(hook.path() + "/rotate-secret")
                    .path("secret");
            laboratory.enqueue(tenant, firing("errors"));
            await().until(() -> receiver.received().size() == 2);
            var later = receiver.received().getLast();
            new Webhook(last).verify(later.body(), later.httpHeaders());
            assertThatCode(() -> new Webhook(fresh).verify(later.body(), later.httpHeaders()))
                    .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
        }
    }

    @Test
    void aSlowReceiverStillGetsIt() {
        try (var receiver = Receiver.start((request, socket) -> {
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(600, TimeUnit.MILLISECONDS))
                    .join();
            answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            assertThat(hook.attempts()).hasSize(1);
            assertThat((int) hook.attempts().getFirst().get("durationMs")).isGreaterThanOrEqualTo(600);
        }
    }

    @Test
    void aBodyThatTricklesDoesNotTurnASuccessIntoAFailure() {
        var never = new CountDownLatch(1);
        try (var receiver = Receiver.start((request, socket) -> {
            answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun");
            never.await();
        })) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            assertThat(hook.attempts().getFirst()).containsEntry("responseBody", "begun");
        }
    }

    @Test
    void aReceiverThatNeverAnswersIsTriedBySchedule() {
        var never = new CountDownLatch(1);
        try (var receiver = Receiver.start((request, socket) -> never.await())) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));

            await().atMost(Duration.ofSeconds(20)).until(() -> hook.status().equals("failed"));
            assertThat(hook.attempts()).hasSize(4).allSatisfy(attempt -> assertThat(attempt)
                    .containsEntry("error", "timed out")
                    .containsEntry("responseStatus", null));
            assertThat(receiver.received())
                    .extracting(request -> request.header("webhook-id"))
                    .hasSize(4)
                    .containsOnly((String) hook.delivery().get("messageId"));
            assertThat(receiver.received())
                    .extracting(Receiver.Received::body)
                    .containsOnly(receiver.received().getFirst().body());
        }
    }

    @Test
    void afterA500ComesA200() {
        try (var receiver = Receiver.start(statuses(500, 200))) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            assertThat(hook.attempts())
                    .extracting(attempt -> attempt.get("responseStatus"))
                    .containsExactly(500, 200);
            assertThat(hook.delivery().get("nextAttemptAt")).isNull();
            assertThat(receiver.received())
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly((String) hook.delivery().get("messageId"));
        }
    }

    @Test
    void a410DisablesAtOnceAndTheOthersHearOfIt() {
        try (var gone = Receiver.start(statuses(410));
                var other = Receiver.start(statuses(200))) {
            var hook = webhook(tenant, gone.url(), "");
            var second = webhook(tenant, other.url(), "\"eventTypes\": [\"webhook.disabled\"]");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> other.received().size() == 1);
            as(tenant, "viewer")
                    .get(hook.path())
                    .then()
                    .body("enabled", equalTo(false), "disabledReason", equalTo("gone"));
            assertThat(hook.status()).isEqualTo("cancelled");
            var told = new JsonPath(other.received().getFirst().body());
            assertThat(told.getString("type")).isEqualTo("webhook.disabled");
            assertThat(told.getString("data.alertId")).isEqualTo(hook.id().toString());
            assertThat(second.status()).isEqualTo("delivered");
            assertThat(Infrastructure.database()
                            .number(
                                    "SELECT count(*) FROM alert_event WHERE type = 'webhook.disabled' AND rule_id = ?",
                                    hook.id()))
                    .isEqualTo(1);

            laboratory.enqueue(tenant, firing("errors"));
            assertThat(gone.received()).hasSize(1);
        }
    }

    @Test
    void a429WithRetryAfterIsObeyedForAllOfTheWebhook() {
        try (var receiver = Receiver.start((request, socket) -> answer(
                socket,
                request.number() == 1
                        ? "HTTP/1.1 429 Slow Down\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
            webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));
            await().until(() -> receiver.received().size() == 1);
            laboratory.enqueue(tenant, firing("errors"));

            await().until(() -> receiver.received().size() == 3);
            var first = receiver.received().getFirst().at();
            assertThat(receiver.received().subList(1, 3))
                    .allSatisfy(request -> assertThat(Duration.between(first, request.at()))
                            .isGreaterThanOrEqualTo(Duration.ofMillis(1900)));
        }
    }

    @Test
    void aRedirectToTheMetadataServiceIsNotFollowed() {
        try (var receiver = Receiver.start(
                (request, socket) -> answer(
                        socket,
                        "HTTP/1.1 301 Moved\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n"))) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("failed"));
            assertThat(hook.attempts()).hasSize(4).allSatisfy(attempt -> assertThat(attempt)
                    .containsEntry("responseStatus", 301));
            assertThat(receiver.received()).hasSize(4);
        }
    }

    @Test
    void ofABodyOf10MegabytesTheBeginningIsReadAndTheStatusDecides() {
        var hungUp = new CountDownLatch(2);
        try (var receiver = Receiver.start((request, socket) -> {
            try {
                answer(
                        socket,
                        "HTTP/1.1 %d Whatever\r\nContent-Length: 10485760\r\n\r\n"
                                .formatted(request.number() == 1 ? 500 : 200));
                var part = "x".repeat(65_536);
                for (int i = 0; i < 160; i++) {
                    answer(socket, part);
                }
                socket.getInputStream().read();
            } finally {
                hungUp.countDown();
            }
        })) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            assertThat(hook.attempts())
                    .extracting(attempt -> attempt.get("responseStatus"))
                    .containsExactly(500, 200);
            assertThat(hook.attempts()).allSatisfy(attempt -> assertThat((String) attempt.get("responseBody"))
                    .isEqualTo("x".repeat(4096)));
            await().until(() -> hungUp.getCount() == 0);
        }
    }

    @Test
    void aResetConnectionIsTriedAgain() {
        try (var receiver = Receiver.start((request, socket) -> {
            if (request.number() == 1) {
                socket.setSoLinger(true, 0);
                socket.close();
            } else {
                answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            assertThat(hook.attempts()).hasSize(2);
            assertThat(hook.attempts().getFirst()).containsEntry("error", "connection lost");
        }
    }

    @Test
    void nobodyThereIsAFailureToo() {
        var receiver = Receiver.start(statuses(200));
        var hook = webhook(tenant, receiver.url(), "");
        receiver.close();
        laboratory.enqueue(tenant, firing("latency"));

        await().until(() -> hook.status().equals("failed"));
        assertThat(hook.attempts().getFirst()).containsEntry("error", "connection refused");
    }

    @Test
    void aNameIsAskedForOnceAndUsedForTlsAndHost() {
        hosts.put("receiver.test", "127.0.0.1");
        try (var receiver = Receiver.startTls(Certificates.context("trusted"), statuses(200))) {
            var hook = webhook(tenant, "https://receiver.test:" + receiver.port() + "/in", "");
            var before = hosts.asked("receiver.test");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            assertThat(receiver.received().getFirst().header("host")).isEqualTo("receiver.test:" + receiver.port());
            assertThat(hosts.asked("receiver.test")).isEqualTo(before + 1);
        }
    }

    @Test
    void badTlsGetsNothing() {
        hosts.put("receiver.test", "127.0.0.1");
        hosts.put("imposter.test", "127.0.0.1");
        try (var unknown = Receiver.startTls(Certificates.context("unknown"), statuses(200));
                var imposter = Receiver.startTls(Certificates.context("trusted"), statuses(200))) {
            var first = webhook(tenant, "https://receiver.test:" + unknown.port() + "/in", "");
            var second = webhook(tenant, "https://imposter.test:" + imposter.port() + "/in", "");
            laboratory.enqueue(tenant, firing("latency"));

            for (var hook : List.of(first, second)) {
                await().until(() -> hook.status().equals("failed"));
                // On a busy machine the first handshake may take longer than an attempt.
                assertThat(hook.attempts().getLast()).containsEntry("error", "TLS failed");
            }
            assertThat(unknown.received()).isEmpty();
            assertThat(imposter.received()).isEmpty();
        }
    }

    /** 127.0.0.2 stands for a public address here, 127.0.0.3 for one that nothing may be sent to. */
    @Test
    void aNameThatChangesItsMindIsJudgedByWhatItSaysAtEachAttempt() {
        try (var inside = Receiver.startAt("127.0.0.3", statuses(200));
                var outside = Receiver.startAt("127.0.0.2", statuses(200))) {
            hosts.put("moving.test", "127.0.0.2", "127.0.0.3", "127.0.0.2");
            var hook = webhook(tenant, "http://moving.test:" + outside.port() + "/in", "");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            assertThat(hook.attempts()).hasSize(2);
            assertThat(hook.attempts().getFirst())
                    .containsEntry("error", "refused: leads to an address that is not public");
            assertThat(hosts.asked("moving.test")).isEqualTo(3);
            assertThat(inside.received()).isEmpty();
            assertThat(outside.received()).hasSize(1);
        }
    }

    @Test
    void aReceiverThatHangsDoesNotHoldUpAnother() {
        var never = new CountDownLatch(1);
        try (var hanging = Receiver.start((request, socket) -> never.await());
                var quick = Receiver.start(statuses(200))) {
            webhook(tenant, hanging.url(), "");
            var hook = webhook(tenant, quick.url(), "");
            laboratory.enqueue(tenant, 50);

            await().atMost(Duration.ofSeconds(5)).until(() -> quick.received().size() == 50);
            assertThat(hook.status()).isIn("waiting", "delivered");
        }
    }

    @Test
    void longFailureDisables() {
        try (var receiver = Receiver.start(statuses(500))) {
            var hook = webhook(tenant, receiver.url(), "");
            Infrastructure.database()
                    .execute("UPDATE webhook SET failing_since = now() - interval '6 d' WHERE id = ?", hook.id());
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> as(tenant, "viewer").get(hook.path()).path("disabledReason") != null);
            as(tenant, "viewer").get(hook.path()).then().body("disabledReason", equalTo("failing"));
            assertThat(hook.status()).isEqualTo("cancelled");

            var version = as(tenant, "editor").get(hook.path()).header("ETag");
            as(tenant, "editor")
                    .header("If-Match", version)
                    .body(Map.of("name", "on call", "url", receiver.url(), "enabled", true))
                    .put(hook.path())
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(true));
        }
    }
}
