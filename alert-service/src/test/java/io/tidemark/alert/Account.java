package io.tidemark.alert;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import io.tidemark.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** A tenant of a test, with events and rules. Each answer is held against the OpenAPI document. */
public record Account(UUID id, String editor, String viewer) {

    public static Account of(String tier) {
        var id = Fixtures.current().tenant(tier, "UTC");
        return new Account(
                id,
                Infrastructure.oidc().token(id, "editor"),
                Infrastructure.oidc().token(id, "viewer"));
    }

    public static Account pro() {
        return of("pro");
    }

    public RequestSpecification edits() {
        return as(editor);
    }

    public RequestSpecification views() {
        return as(viewer);
    }

    private static RequestSpecification as(String token) {
        var yaml = EncoderConfig.encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT);
        return given().config(RestAssuredConfig.config().encoderConfig(yaml))
                .filter(OpenApi.validating("alert.yaml"))
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON);
    }

    /** A new rule; answers its id. */
    public String rule(String json) {
        return edits().body(json)
                .post("/v1/alerts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public ValidatableResponse alert(String rule) {
        return views().get("/v1/alerts/{id}", rule).then().statusCode(200);
    }

    /** So many requests from the instant on, a millisecond apart. */
    public void calls(int count, Instant time, String route, int status, int millis) {
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        database().query("SELECT ensure_event_partition(?)", day);
        database().execute("""
                WITH batch AS MATERIALIZED (
                         SELECT nextval('ingest_batch_id') AS id
                     ),
                     stored AS (
                         INSERT INTO event (tenant_id, id, "time", batch_id, day, type, route, status, duration_us)
                         SELECT ?, gen_random_uuid(), ?::timestamptz + i * interval '1 ms', batch.id, ?, 'request', ?, ?, ?
                           FROM batch
                          CROSS JOIN generate_series(0, ? - 1) AS i
                         RETURNING tenant_id, batch_id, "time"
                     )
                INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
                SELECT tenant_id, batch_id, count(*), min("time"), max("time")
                  FROM stored
                 GROUP BY 1, 2""", id, time.atOffset(ZoneOffset.UTC), day, route, status, millis * 1000L, count);
    }

    public static TestDatabase database() {
        return Infrastructure.database();
    }
}
