package io.tidemark.query.cardinality;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class CardinalityResourceTest {

    private static final String PATH = "/analytics/cardinality";

    @Test
    void aNewTenantHasRoomInEveryDimension() {
        Customer.pro()
                .get(PATH)
                .statusCode(200)
                .body("items.dimension", hasItems("route", "path", "user", "referrerDomain", "errorType", "client"))
                .body("items.admitted", everyItem(equalTo(0)))
                .body("items.find { it.dimension == 'user' }.cap", equalTo(50_000))
                .body("items.fullSince", everyItem(nullValue()));
    }

    @Test
    void whoeverKnowsAlreadyIsToldSo() {
        var acme = Customer.pro();
        var tag = acme.get(PATH).statusCode(200).extract().header("ETag");

        acme.asks().header("If-None-Match", tag).get(PATH).then().statusCode(304);
    }

    @Test
    void aFullDimensionSaysSinceWhen() {
        var acme = Customer.pro();
        fill(acme, "route", 1000, "2026-03-01T00:00:00Z");
        fill(acme, "referrer_domain", 7, null);
        fill(Customer.pro(), "consumer", 10_000, "2026-03-01T00:00:00Z");

        acme.get(PATH)
                .statusCode(200)
                .body("items.findAll { it.admitted > 0 }.dimension", contains("route", "referrerDomain"))
                .body("items.findAll { it.admitted > 0 }.admitted", contains(1000, 7))
                .body("items.findAll { it.fullSince != null }.fullSince", contains("2026-03-01T00:00:00Z"));
    }

    @Test
    void theSchemaAndAnswersThatItShapesWarnOfAFullDimension() {
        var acme = Customer.pro();
        fill(acme, "route", 1000, "2026-03-01T00:00:00Z");
        fill(acme, "user", 7, null);
        var message =
                "route has been at its limit of 1000 values since 2026-03-01T00:00:00Z: further ones are counted as :other";

        acme.get("/analytics/_schema")
                .statusCode(200)
                .body("warnings.dimension", contains("route"))
                .body("warnings[0].fullSince", equalTo("2026-03-01T00:00:00Z"))
                .body("warnings[0].message", equalTo(message));
        ask(acme, "requests_by_route").body("meta.notes", contains(message));
        ask(acme, "requests_total").body("meta.notes", empty());
        ask(acme, "requests_by_user").body("meta.notes", empty());
        Customer.pro().get("/analytics/_schema").statusCode(200).body("warnings", empty());
    }

    private static ValidatableResponse ask(Customer customer, String query) {
        return customer.asks()
                .contentType(ContentType.JSON)
                .body("{\"query\": \"%s\"}".formatted(query))
                .post("/analytics/_query")
                .then()
                .statusCode(200);
    }

    @Test
    void strangersAndTheFreeTierLearnNothing() {
        RestAssured.get(PATH).then().statusCode(401);
        Customer.of("free", "UTC").get(PATH).statusCode(403).body("code", equalTo("ANALYTICS_NOT_AVAILABLE"));
    }

    private static void fill(Customer customer, String dimension, int admitted, String since) {
        Customer.database()
                .execute(
                        "INSERT INTO dimension_cap VALUES (?, ?, ?, ?::timestamptz)",
                        customer.id(),
                        dimension,
                        admitted,
                        since);
    }
}
