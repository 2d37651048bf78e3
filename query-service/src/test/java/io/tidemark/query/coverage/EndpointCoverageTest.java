package io.tidemark.query.coverage;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class EndpointCoverageTest {

    private static final String PATH = "/analytics/endpoint-coverage?definition=orders";

    private static final String DOCUMENT = """
            {"openapi": "3.0.3", "info": {"title": "Orders API"}, "servers": [{"url": "https://api.example.com/v1"}],
             "paths": {
               "/orders": {"get": {"responses": {"200": {}, "4XX": {}}}, "post": {"responses": {"201": {}}}},
               "/orders/{id}": {"get": {"operationId": "getOrder", "responses": {"200": {}, "404": {}, "default": {}}},
                                "delete": {"deprecated": true, "responses": {"204": {}, "404": {}}}}}}""";

    @Inject
    MovableClock clock;

    @BeforeEach
    void noon() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void mf23OperationsAreComparedWithTrafficTheLeastCoveredFirst() {
        var acme = acme();
        call(acme, "GET", "/v1/orders", 200);
        call(acme, "GET", "/v1/orders", 400);
        call(acme, "GET", "/v1/orders/:id", 200);
        call(acme, "GET", "/v1/orders/{id}", 503);
        call(acme, "DELETE", "/v1/orders/:id", 204);
        call(acme, "GET", "/v1/secrets", 200);
        call(acme, "GET", "/v1/secrets", 500);
        call(acme, "PUT", "/v1/orders/:id", 405);
        call(acme, "GET", "/other-api", 200);

        acme.get(PATH)
                .statusCode(200)
                .body("definition", equalTo("orders"), "title", equalTo("Orders API"))
                .body("documented", equalTo(4), "used", equalTo(3), "usedPercent", equalTo(75.0f))
                .body("operations.method", contains("POST", "DELETE", "GET", "GET"))
                .body("operations.path", contains("/orders", "/orders/{id}", "/orders/{id}", "/orders"))
                .body("operations.calls", contains(0, 1, 2, 2), "operations.errors", contains(0, 0, 1, 1))
                .body("operations.coveredPercent", contains(0.0f, 50.0f, 66.6667f, 100.0f))
                .body(
                        "operations[2].missingResponses",
                        contains("404"),
                        "operations[2].operationId",
                        equalTo("getOrder"))
                .body("unused.method", contains("POST"), "unused.path", contains("/orders"))
                .body("deprecatedButUsed.method", contains("DELETE"))
                .body("undocumented.route", contains("/v1/secrets", "/v1/orders/:id"))
                .body("undocumented.method", contains("GET", "PUT"))
                .body("undocumented.calls", contains(2, 1), "undocumented.errors", contains(1, 1))
                .body("undocumentedTotal", equalTo(2));
        acme.get(PATH + "&min_coverage=66").body("operations.coveredPercent", contains(0.0f, 50.0f));
        acme.get(PATH + "&min_coverage=0").body("operations", empty());
        acme.get(PATH + "&status=200").body("operations.calls", contains(0, 0, 1, 1));
        acme.get(PATH + "&from=now-1h").body("used", equalTo(0));
    }

    @Test
    void anotherDocumentCountsAtOnce() {
        var acme = acme();
        call(acme, "GET", "/v1/secrets", 200);
        acme.get(PATH).body("undocumented", hasSize(1), "unused", hasSize(4));

        put(acme, DOCUMENT.replace("\"/orders\"", "\"/secrets\""));

        acme.get(PATH).body("undocumented", empty(), "unused", hasSize(3));
    }

    @Test
    void callsWithoutARouteAreNotDocumented() {
        var acme = acme();
        acme.call("2026-03-30T10:00:00Z", Map.of());

        acme.get(PATH).body("undocumented[0].method", nullValue(), "undocumented[0].route", nullValue());
    }

    @Test
    void teamsSeeTheirCallsOnly() {
        var acme = acme();
        acme.call(
                "2026-03-30T10:00:00Z",
                Map.of("method", "GET", "route", "/v1/orders", "status", (short) 200, "groups", "core"));
        call(acme, "GET", "/v1/orders/:id", 200);

        acme.inTeams("core").get(PATH).body("used", equalTo(1));
    }

    @Test
    void unknownDefinitionsAndThoseOfOthersAreNotThere() {
        acme();
        var other = Customer.pro();
        other.get(PATH).statusCode(404).body("code", equalTo("NOT_FOUND"));
        other.get("/analytics/endpoint-coverage").statusCode(400).body("errors[0].field", equalTo("definition"));
        RestAssured.get(PATH).then().statusCode(401);
        Customer.of("free", "UTC").get(PATH).statusCode(403).body("code", equalTo("ANALYTICS_NOT_AVAILABLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"101", "-1", "x", "1e1"})
    void whatIsNoPercentageIsRefused(String text) {
        acme().get(PATH + "&min_coverage=" + text).statusCode(400).body("errors[0].field", equalTo("min_coverage"));
    }

    private static Customer acme() {
        var acme = Customer.pro();
        put(acme, DOCUMENT);
        return acme;
    }

    private static void put(Customer customer, String document) {
        RestAssured.given()
                .auth()
                .oauth2(Infrastructure.oidc().token(customer.id(), "editor"))
                .contentType("application/json")
                .body(document)
                .put("/v1/api-definitions/orders")
                .then()
                .statusCode(200);
    }

    private static void call(Customer customer, String method, String route, int status) {
        customer.call("2026-03-30T10:00:00Z", Map.of("method", method, "route", route, "status", (short) status));
    }
}
