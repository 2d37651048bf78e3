package io.tidemark.alert.delivery;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.ConditionSnapshot;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** What tests of deliveries have in common: tenants, webhooks and events. */
@ApplicationScoped
public class Laboratory {

    private final TenantDatabase database;
    private final Outbox outbox;

    Laboratory(TenantDatabase database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    static UUID newTenant() {
        return Fixtures.current().tenant("pro", "UTC");
    }

    static RequestSpecification as(UUID tenant, String role) {
        return given().filter(OpenApi.validating("alert.yaml"))
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Infrastructure.oidc().token(tenant, role));
    }

    /** A webhook for all that fires and resolves; the fields are added to its JSON. */
    static Hook webhook(UUID tenant, String url, String fields) {
        var created = as(tenant, "editor")
                .body("""
                        {"name": "on call", "url": "%s" %s}""".formatted(url, fields.isEmpty() ? "" : ", " + fields))
                .post("/v1/webhooks");
        created.then().statusCode(201);
        return new Hook(
                tenant, UUID.fromString(created.path("id")), created.path("secret"), created.path("publicKeys"));
    }

    static AlertEvent firing(String name) {
        return event(name, EventType.FIRING, 1);
    }

    static AlertEvent event(String name, EventType type, long sequence) {
        return new AlertEvent(
                UUID.randomUUID(),
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                name,
                type,
                Severity.CRITICAL,
                "/v1/orders/:id",
                sequence,
                Instant.parse("2026-11-26T10:00:00Z").plusSeconds(60 * sequence),
                "p95 is 812 ms, <b>too</b> much & more",
                Map.of("team", "shop", "service-level", "gold"),
                List.of(new ConditionSnapshot(
                        "duration_percentiles_ts",
                        Map.of("route", List.of("/v1/orders/:id")),
                        "max",
                        ">",
                        500,
                        812.0,
                        true,
                        null)),
                false,
                null,
                null);
    }

    void enqueue(UUID tenant, AlertEvent... events) {
        database.write(tenant, tx -> outbox.enqueue(tx, tenant, List.of(events)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    void enqueue(UUID tenant, int count) {
        enqueue(
                tenant,
                IntStream.range(0, count).mapToObj(i -> firing("rule " + i)).toArray(AlertEvent[]::new));
    }

    /** A webhook as its creation shows it. */
    record Hook(UUID tenant, UUID id, String secret, List<String> publicKeys) {

        String path() {
            return "/v1/webhooks/" + id;
        }

        /** The log of its only delivery. */
        Map<String, Object> delivery() {
            return as(tenant, "viewer").get(path() + "/deliveries").path("items[0]");
        }

        List<Map<String, Object>> attempts() {
            return as(tenant, "viewer").get(path() + "/deliveries").path("items[0].attempts");
        }

        String status() {
            return as(tenant, "viewer").get(path() + "/deliveries").path("items[0].status");
        }
    }
}
