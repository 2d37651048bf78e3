package io.tidemark.query.dimension;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class DimensionResourceTest {

    private static final String ROUTES = "/analytics/dimensions/route/values";

    @Inject
    MovableClock clock;

    private Customer acme;

    @BeforeEach
    void someTraffic() {
        clock.set("2026-03-31T12:00:00Z");
        acme = Customer.pro();
        for (var route : new String[] {"/pay", "/pay", "/Payout", "/p%y", "/p%y", "/p%y"}) {
            acme.call("2026-03-30T11:00:00Z", Map.of("route", route, "groups", "money", "status", 200));
        }
        acme.call("2026-03-30T11:00:00Z", Map.of("groups", "goods\nmoney"));
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void valuesWithTheMostEventsComeFirst() {
        acme.get(ROUTES)
                .statusCode(200)
                .body("name", equalTo("route"))
                .body("items.value", contains("/p%y", "/pay", "/Payout"))
                .body("items.label", contains("/p%y", "/pay", "/Payout"))
                .body("items.count", contains(3, 2, 1));
        acme.get(ROUTES + "?limit=1").body("items.value", contains("/p%y"));
        acme.get("/analytics/dimensions/group/values").body("items.value", contains("money", "goods"));
        acme.get("/analytics/dimensions/status/values").body("items.value", contains("200"));
    }

    @Test
    void pagesMakeUpTheWhole() {
        var seen = new ArrayList<String>();
        var cursor = "";
        while (cursor != null) {
            var page = acme.get(ROUTES + "?limit=1" + cursor).statusCode(200).extract();
            seen.addAll(page.<List<String>>path("items.value"));
            cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
        }

        assertThat(seen).containsExactly("/p%y", "/pay", "/Payout");
        acme.get(ROUTES).body("$", hasKey("nextCursor")).body("nextCursor", nullValue());
        acme.get(ROUTES + "?cursor=abc").statusCode(400).body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void rolledUpOrNotTheValuesAreTheSame() {
        acme.aggregate("2026-03-30");
        acme.call("2026-03-31T11:00:00Z", Map.of("route", "/Payout"));

        acme.get(ROUTES).body("items.value", contains("/p%y", "/Payout", "/pay"));
    }

    @Test
    void aPrefixIsTakenAsItIs() {
        acme.get(ROUTES + "?prefix={p}", "/PA").body("items.value", contains("/pay", "/Payout"));
        acme.get(ROUTES + "?prefix={p}", "/p%").body("items.value", contains("/p%y"));
        acme.get(ROUTES + "?prefix={p}", "/p_").body("items", hasSize(0));
        acme.get(ROUTES + "?prefix={p}", "\\").body("items", hasSize(0));
    }

    @Test
    void agentsAreFoundByTheirNames() {
        var robin = acme.agent("robin");
        acme.calls(2, robin, "2026-03-30T11:00:00Z");

        acme.get("/analytics/dimensions/agent/values?prefix=Ro")
                .body("items.value", contains(robin.toString()), "items.label", contains("robin"));
    }

    @Test
    void nobodySeesAnotherTenantsOrTeamsValues() {
        Customer.pro().get(ROUTES).statusCode(200).body("items", hasSize(0));
        acme.call("2026-03-30T11:00:00Z", Map.of("groups", "goods", "route", "/goods"));
        acme.inTeams("goods").get(ROUTES).body("items.value", contains("/goods"));
        acme.inTeams().get(ROUTES).body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "/analytics/dimensions/colour/values, 404, NOT_FOUND",
        "/analytics/dimensions/route/values?from=x, 400, INVALID_DATE_RANGE",
        "/analytics/dimensions/route/values?limit=0, 400, INVALID_REQUEST",
        "/analytics/dimensions/route/values?from=now&to=now-1h, 400, INVALID_DATE_RANGE",
        "/analytics/dimensions/route/values?from=2020-01-01T00:00:00Z, 422, RANGE_NOT_KEPT",
    })
    void whatCannotBeAnsweredIsRefused(String path, int status, String code) {
        acme.get(path)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
        given().get(path).then().statusCode(401);
    }
}
