package io.tidemark.alert.delivery;

import static io.restassured.RestAssured.given;
import static io.tidemark.alert.delivery.Laboratory.as;
import static io.tidemark.alert.delivery.Laboratory.event;
import static io.tidemark.alert.delivery.Laboratory.firing;
import static io.tidemark.alert.delivery.Laboratory.webhook;
import static io.tidemark.alert.delivery.Receiver.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tidemark.alert.log.EventType;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be seen of deliveries, and how they are sent once more. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
@WithTestResource(Certificates.class)
class DeliveryLogTest {

    @Inject
    Laboratory laboratory;

    @Inject
    MeterRegistry meters;

    private UUID tenant;

    @BeforeEach
    void newTenant() {
        tenant = Laboratory.newTenant();
    }

    @Test
    void theLogIsPagedNewestFirstAndFilteredByStatus() {
        try (var receiver = Receiver.start(statuses(200))) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, 5);
            await().until(() -> receiver.received().size() == 5 && count(hook, "delivered") == 5);

            var ids = new ArrayList<String>();
            String cursor = null;
            do {
                var request = as(tenant, "viewer").queryParam("limit", 2).queryParam("status", "delivered");
                var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                        .get(hook.path() + "/deliveries");
                ids.addAll(page.path("items.id"));
                cursor = page.path("nextCursor");
            } while (cursor != null);
            assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(count(hook, "failed")).isZero();
            as(tenant, "viewer")
                    .queryParam("status", "lost")
                    .get(hook.path() + "/deliveries")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("status"));
        }
    }

    @Test
    void anEntryShowsWhatWasSentAndWhatCameBack() {
        try (var receiver = Receiver.start(statuses(200))) {
            var hook = webhook(tenant, receiver.url(), "\"format\": \"cloudevents\"");
            laboratory.enqueue(tenant, firing("latency"));
            await().until(() -> hook.status().equals("delivered"));

            as(tenant, "viewer")
                    .get(hook.path() + "/deliveries/" + hook.delivery().get("id"))
                    .then()
                    .statusCode(200)
                    .body("request.contentType", equalTo("application/cloudevents+json"))
                    .body("request.body", equalTo(receiver.received().getFirst().body()))
                    .body("attempts", hasSize(1), "attempts[0].responseStatus", equalTo(200))
                    .body("attempts[0].responseBody", equalTo("ok"));
        }
    }

    @Test
    void oneDeliveryIsReplayedUnderItsOldId() {
        try (var receiver = Receiver.start(statuses(500, 500, 500, 500, 200))) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));
            await().until(() -> hook.status().equals("failed"));

            as(tenant, "editor")
                    .post(hook.path() + "/deliveries/" + hook.delivery().get("id") + "/replay")
                    .then()
                    .statusCode(202)
                    .body("status", equalTo("waiting"));
            await().until(() -> hook.status().equals("delivered"));
            assertThat(hook.attempts()).hasSize(5);
            assertThat(receiver.received())
                    .extracting(request -> request.header("webhook-id"))
                    .hasSize(5)
                    .containsOnly((String) hook.delivery().get("messageId"));
        }
    }

    @Test
    void aRangeIsReplayed() {
        try (var receiver = Receiver.start(statuses(200))) {
            var hook = webhook(tenant, receiver.url(), "");
            var before = Instant.now().minusSeconds(1);
            laboratory.enqueue(tenant, 10);
            await().until(() -> count(hook, "delivered") == 10);
            var replay = Map.of(
                    "from",
                    before.toString(),
                    "to",
                    Instant.now().plusSeconds(1).toString());

            as(tenant, "editor")
                    .body(replay)
                    .post(hook.path() + "/deliveries/replay")
                    .then()
                    .statusCode(202)
                    .body("replayed", equalTo(10), "more", equalTo(false));
            await().until(() -> receiver.received().size() == 20);

            as(tenant, "editor")
                    .body(Map.of("from", before.toString(), "to", before.toString()))
                    .post(hook.path() + "/deliveries/replay")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("to"));
        }
    }

    @Test
    void aTestAnswersWhatCameOfIt() throws Exception {
        try (var receiver = Receiver.start(statuses(200, 503))) {
            var hook = webhook(tenant, receiver.url(), "\"enabled\": false");

            as(tenant, "editor")
                    .post(hook.path() + "/test")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("delivered"), "eventType", equalTo("webhook.test"))
                    .body("attempts[0].responseStatus", equalTo(200), "attempts[0].responseBody", equalTo("ok"));
            var request = receiver.received().getFirst();
            new Webhook(hook.secret()).verify(request.body(), request.httpHeaders());
            assertThat(new JsonPath(request.body()).getString("type")).isEqualTo("webhook.test");

            as(tenant, "editor")
                    .post(hook.path() + "/test")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("failed"), "attempts[0].responseStatus", equalTo(503));
            await().during(Duration.ofMillis(600))
                    .until(() -> receiver.received().size() == 2);
        }
    }

    @Test
    void onlyWhatAWebhookAskedForIsSent() {
        try (var receiver = Receiver.start(statuses(200))) {
            webhook(tenant, receiver.url(), "\"eventTypes\": [\"alert.resolved\"]");
            webhook(tenant, receiver.url(), "\"severities\": [\"info\"]");
            webhook(tenant, receiver.url(), "\"labels\": {\"team\": \"other\"}");
            webhook(tenant, receiver.url(), "\"enabled\": false");
            var hook = webhook(
                    tenant,
                    receiver.url(),
                    "\"severities\": [\"critical\", \"warning\"], \"labels\": {\"team\": \"shop\"}");
            laboratory.enqueue(tenant, firing("latency"));

            await().until(() -> hook.status().equals("delivered"));
            assertThat(Infrastructure.database().number("SELECT count(*) FROM delivery WHERE tenant_id = ?", tenant))
                    .isEqualTo(1);
        }
    }

    @Test
    void alertmanagersReceiversLearnWhenItBegan() {
        try (var receiver = Receiver.start(statuses(200))) {
            webhook(tenant, receiver.url(), "\"format\": \"alertmanager\"");
            var begun = event("latency", EventType.FIRING, 1);
            Infrastructure.database().execute("""
                    INSERT INTO alert_event (tenant_id, id, rule_id, "time", sequence, silenced, type, severity, series,
                                             rule_name, message, labels, conditions)
                    VALUES (?, ?, ?, '2026-11-26T09:30:00Z', 1, false, 'alert.firing', 'critical', '/v1/orders/:id', '', '',
                            '{}', '[]')""", tenant, begun.id(), begun.alertId());
            laboratory.enqueue(tenant, event("latency", EventType.RESOLVED, 2));

            await().until(() -> receiver.received().size() == 1);
            var body = new JsonPath(receiver.received().getFirst().body());
            assertThat(body.getString("status")).isEqualTo("resolved");
            assertThat(body.getString("alerts[0].startsAt")).isEqualTo("2026-11-26T09:30:00Z");
            assertThat(body.getString("alerts[0].endsAt")).isEqualTo("2026-11-26T10:02:00Z");
        }
    }

    @Test
    void othersSeeAndReplayNothing() {
        try (var receiver = Receiver.start(statuses(200))) {
            var hook = webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, firing("latency"));
            await().until(() -> hook.status().equals("delivered"));
            var delivery = hook.path() + "/deliveries/" + hook.delivery().get("id");
            var stranger = Laboratory.newTenant();

            as(stranger, "editor").get(hook.path() + "/deliveries").then().statusCode(404);
            as(stranger, "editor").get(delivery).then().statusCode(404);
            as(stranger, "editor").post(delivery + "/replay").then().statusCode(404);
            as(stranger, "editor").post(hook.path() + "/test").then().statusCode(404);
            as(tenant, "viewer").post(delivery + "/replay").then().statusCode(403);
            as(tenant, "viewer").post(hook.path() + "/test").then().statusCode(403);
            given().get(delivery).then().statusCode(401);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void attemptsAreCountedByOutcome() {
        try (var receiver = Receiver.start(statuses(200))) {
            var before = delivered();
            webhook(tenant, receiver.url(), "");
            laboratory.enqueue(tenant, 3);

            await().until(() -> delivered() == before + 3);
        }
    }

    private double delivered() {
        return meters.get("tidemark.webhook.deliveries")
                .tag("outcome", "delivered")
                .counter()
                .count();
    }

    private long count(Laboratory.Hook hook, String status) {
        List<Object> items = as(tenant, "viewer")
                .queryParam("status", status)
                .get(hook.path() + "/deliveries")
                .path("items");
        return items.size();
    }
}
