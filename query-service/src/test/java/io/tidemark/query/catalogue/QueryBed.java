package io.tidemark.query.catalogue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Noon of a day in March, with questions and something to ask about. */
abstract class QueryBed {

    static final String QUERY = "/analytics/_query";
    static final String BATCH = "/analytics/_query/batch";

    @Inject
    MovableClock clock;

    @BeforeEach
    void noonOfTheLastOfMarch() {
        clock.set("2026-03-31T12:00:00Z");
        var probe = Customer.pro();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        ask(probe, "{\"query\": \"requests_total\"}").extract().header("Age") != null);
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    /** Six requests between 11 and 12, two of them failed. */
    static Customer traffic() {
        var acme = Customer.pro();
        acme.call("2026-03-31T11:10:00Z", Map.of("route", "/pay", "status", 200, "groups", "money", "country", "FR"));
        acme.call("2026-03-31T11:20:00Z", Map.of("route", "/pay", "status", 500, "groups", "money", "country", "DE"));
        acme.call("2026-03-31T11:30:00Z", Map.of("route", "/pay", "status", 503, "groups", "money"));
        acme.call("2026-03-31T11:40:00Z", Map.of("route", "/cart", "status", 200, "groups", "goods", "country", "FR"));
        acme.call("2026-03-31T11:50:00Z", Map.of("route", "/cart", "status", 200, "groups", "goods"));
        acme.call("2026-03-31T11:55:00Z", Map.of("status", 200));
        return acme;
    }

    static ValidatableResponse ask(Customer customer, String question) {
        return customer.asks()
                .contentType(ContentType.JSON)
                .body(question)
                .post(QUERY)
                .then();
    }
}
