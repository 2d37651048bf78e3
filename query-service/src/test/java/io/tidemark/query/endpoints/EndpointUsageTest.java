package io.tidemark.query.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class EndpointUsageTest {

    private static final String PATH = "/analytics/endpoint-usage";

    @Inject
    MovableClock clock;

    @BeforeEach
    void todayIsTheLastOfMarch() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void callsErrorsAndDurationsAreCountedPerMethodAndRoute() {
        var acme = Customer.pro();
        calls(acme, 18, "GET", "/orders/:id", 200, 10_000L);
        calls(acme, 1, "GET", "/orders/:id", 404, 20_000L);
        calls(acme, 1, "GET", "/orders/:id", 503, 100_000L);
        calls(acme, 3, "POST", "/orders", 201, 1500L);
        acme.events(5, "token_issuance", null, "2026-03-30T10:00:00Z");

        acme.get(PATH)
                .statusCode(200)
                .body("items.method", contains("GET", "POST"), "items.route", contains("/orders/:id", "/orders"))
                .body("items.calls", contains(20, 3))
                .body("items.errors", contains(2, 0))
                .body("items.clientErrors", contains(1, 0), "items.serverErrors", contains(1, 0))
                .body("items.averageDurationMs", contains(15.0f, 1.5f))
                .body("items[0].p95DurationMs", within2Percent(20.0), "items[1].p95DurationMs", within2Percent(1.5))
                .body("nextCursor", nullValue());
    }

    @Test
    void anExplicitErrorIsAnErrorOfNeitherClass() {
        var acme = Customer.pro();
        calls(acme, 1, "GET", "/orders", 200, null);
        Customer.database().execute("UPDATE event SET error_type = 'unknown' WHERE tenant_id = ?", acme.id());

        acme.get(PATH)
                .body("items[0].errors", equalTo(1))
                .body("items[0].clientErrors", equalTo(0), "items[0].serverErrors", equalTo(0))
                .body("items[0].averageDurationMs", nullValue(), "items[0].p95DurationMs", nullValue());
    }

    @Test
    void callsWithoutMethodOrRouteAreOneEndpoint() {
        var acme = Customer.pro();
        acme.calls(2, null, "2026-03-30T10:00:00Z");

        acme.get(PATH).body("items", hasSize(1)).body("items[0].method", nullValue(), "items[0].route", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls",
                "-calls",
                "errors",
                "-clientErrors",
                "serverErrors",
                "averageDurationMs",
                "-averageDurationMs",
                "p95DurationMs",
                "-p95DurationMs",
                "route",
                "-route"
            })
    void pagesOfEachOrderMakeUpTheWhole(String sort) {
        var acme = Customer.pro();
        for (int i = 0; i < 5; i++) {
            calls(acme, 1 + i % 3, "GET", "/r" + i, i % 2 == 0 ? 200 : 404, i == 0 ? null : 1000L * i + 333);
        }
        acme.calls(2, null, "2026-03-30T10:00:00Z");
        var whole = acme.get(PATH + "?sort=" + sort)
                .body("items", hasSize(6))
                .extract()
                .<List<Object>>path("items");

        var pages = new ArrayList<Object>();
        var cursor = "";
        do {
            var page = acme.get(PATH + "?limit=2&sort=" + sort + cursor)
                    .statusCode(200)
                    .extract();
            pages.addAll(page.<List<Object>>path("items"));
            cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
        } while (cursor != null);

        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void theLargestComeFirstIfAskedFor() {
        var acme = Customer.pro();
        calls(acme, 1, "GET", "/slow", 200, 9000L);
        calls(acme, 2, "GET", "/quick", 200, 10L);

        acme.get(PATH).body("items.route", contains("/quick", "/slow"));
        acme.get(PATH + "?sort=-p95DurationMs").body("items.route", contains("/slow", "/quick"));
        acme.get(PATH + "?sort=p95DurationMs").body("items.route", contains("/quick", "/slow"));
    }

    @Test
    void daysWhoseEventsAreGoneAreReadFromRollups() {
        var acme = Customer.pro();
        acme.call("2026-02-10T10:00:00Z", Map.of("method", "GET", "route", "/a", "status", (short) 503));
        acme.call("2026-02-10T23:59:59Z", Map.of("method", "GET", "route", "/a", "duration_us", 2000L));
        acme.aggregate("2026-02-10");
        Customer.database().execute("DELETE FROM event WHERE tenant_id = ?", acme.id());

        acme.get(PATH).statusCode(200).body("period.from", equalTo("2026-03-01"), "items", empty());
        acme.get(PATH + "?from=2026-02-10")
                .statusCode(200)
                .body("items.route", contains("/a"), "items.calls", contains(2), "items.serverErrors", contains(1))
                .body("items.p95DurationMs", contains(2.0f));
        acme.inTeams("core").get(PATH + "?from=2026-02-10").statusCode(200).body("items", empty());
    }

    @Test
    void aRangeOfMoreThanNinetyDaysIsRefused() {
        Customer.pro()
                .get(PATH + "?from=2025-12-30")
                .statusCode(400)
                .body("code", equalTo("INVALID_DATE_RANGE"), "errors[0].field", equalTo("from"));
    }

    @Test
    void onlyTheHomeDaysInRangeAreRead() {
        var kolkata = Customer.of("pro", "Asia/Kolkata");
        kolkata.calls(2, null, "2026-03-29T18:29:59Z");
        kolkata.calls(3, null, "2026-03-29T18:30:00Z");
        kolkata.calls(4, null, "2026-03-30T18:30:00Z");

        kolkata.get(PATH + "?from=2026-03-30&to=2026-03-30").body("items[0].calls", equalTo(3));
    }

    @Test
    void otherOrdersAreRefused() {
        Customer.pro()
                .get(PATH + "?sort=status")
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"), "errors[0].field", equalTo("sort"));
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        var acme = Customer.pro();
        calls(acme, 1, "GET", "/a", 200, 1L);
        calls(acme, 1, "GET", "/b", 200, 1L);
        var cursor = acme.get(PATH + "?limit=1").extract().<String>path("nextCursor");

        acme.get(PATH + "?limit=1&sort=route&cursor={c}", cursor)
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    private static Matcher<Float> within2Percent(double value) {
        return both(greaterThanOrEqualTo((float) (value * 0.98))).and(lessThanOrEqualTo((float) (value * 1.02)));
    }

    private static void calls(
            Customer customer, int count, String method, String route, int status, @Nullable Long micros) {
        customer.calls(count, null, "2026-03-30T09:00:00Z");
        Customer.database()
                .execute(
                        "UPDATE event SET method = ?, route = ?, status = ?, duration_us = ?::bigint"
                                + " WHERE tenant_id = ? AND type = 'request' AND status IS NULL",
                        method,
                        route,
                        status,
                        micros,
                        customer.id());
    }
}
