package io.tidemark.query.tokens;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class TokenTrendsTest {

    private static final String PATH = "/analytics/token-trends";

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
    void tokenTrendsReturnDailyGranularityCorrectly() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        var lark = acme.agent("lark");
        acme.events(400, "token_issuance", robin, "2026-03-01T08:00:00Z");
        acme.events(15, "token_issuance", null, "2026-03-01T08:00:00Z");
        acme.events(5, "token_failure", lark, "2026-03-01T09:00:00Z");
        acme.calls(7, acme.agent("without tokens"), "2026-03-01T09:00:00Z");
        acme.events(2, "token_failure", lark, "2026-03-03T09:00:00Z");
        acme.aggregate("2026-03-01");

        acme.get(PATH + "?from=2026-03-01&to=2026-03-03")
                .statusCode(200)
                .body("tenantId", equalTo(acme.id().toString()), "granularity", equalTo("day"))
                .body("dataPoints.date", contains("2026-03-01", "2026-03-02", "2026-03-03"))
                .body("dataPoints.totalIssuances", contains(420, 0, 2))
                .body("dataPoints.successfulIssuances", contains(415, 0, 0))
                .body("dataPoints.failedIssuances", contains(5, 0, 2))
                .body("dataPoints.uniqueAgents", contains(2, 0, 1));
    }

    @Test
    void tokenTrendsReturnWeeklyGranularityCorrectly() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        var lark = acme.agent("lark");
        // Monday 23rd to Sunday 29th: robin on an aggregated and on a live day is one agent.
        acme.events(3, "token_issuance", robin, "2026-03-24T08:00:00Z");
        acme.events(4, "token_issuance", robin, "2026-03-28T08:00:00Z");
        acme.events(1, "token_failure", lark, "2026-03-29T23:59:59Z");
        acme.events(9, "token_issuance", lark, "2026-03-30T00:00:00Z");
        acme.events(5, "token_issuance", lark, "2026-03-22T23:00:00Z");
        acme.aggregate("2026-03-24");

        acme.get(PATH + "?granularity=week&from=2026-03-23&to=2026-03-31")
                .statusCode(200)
                .body("granularity", equalTo("week"))
                .body("dataPoints.date", contains("2026-03-23", "2026-03-30"))
                .body("dataPoints.totalIssuances", contains(8, 9))
                .body("dataPoints.successfulIssuances", contains(7, 9))
                .body("dataPoints.failedIssuances", contains(1, 0))
                .body("dataPoints.uniqueAgents", contains(2, 1));
    }

    @Test
    void aWeekOverNewYearIsDatedByItsMondayAndCountsOnlyDaysInRange() {
        var acme = Customer.pro();
        acme.aggregated("2025-12-31", acme.agent("robin"), 0, 50, 0, 0);
        acme.aggregated("2026-01-01", acme.agent("lark"), 0, 7, 1, 0);
        acme.aggregated("2026-01-04", acme.agent("wren"), 0, 2, 0, 0);
        acme.aggregated("2026-01-05", acme.agent("finch"), 0, 3, 0, 0);

        acme.get(PATH + "?granularity=week&from=2026-01-01&to=2026-01-05")
                .body("dataPoints.date", contains("2025-12-29", "2026-01-05"))
                .body("dataPoints.totalIssuances", contains(10, 3))
                .body("dataPoints.uniqueAgents", contains(2, 1));
        acme.get(PATH + "?granularity=week&from=2025-12-31&to=2026-01-01")
                .body("dataPoints.date", contains("2025-12-29"))
                .body("dataPoints.totalIssuances", contains(58));
    }

    @Test
    void withoutAnyTokenEachDayIsZero() {
        Customer.pro()
                .get(PATH)
                .statusCode(200)
                .body("dataPoints", hasSize(31))
                .body("dataPoints.totalIssuances", everyItem(equalTo(0)))
                .body("dataPoints.uniqueAgents", everyItem(equalTo(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"month", "Day", ""})
    void otherGranularitiesAreRefused(String granularity) {
        Customer.pro()
                .get(PATH + "?granularity=" + granularity)
                .statusCode(400)
                .body("code", equalTo("INVALID_GRANULARITY"), "errors[0].field", equalTo("granularity"));
    }

    @Test
    void aYearCanBeAskedForAndNotMore() {
        var acme = Customer.pro();

        acme.get(PATH + "?from=2025-03-31").statusCode(200).body("dataPoints", hasSize(366));
        acme.get(PATH + "?from=2025-03-30").statusCode(400).body("code", equalTo("INVALID_DATE_RANGE"));
        acme.get(PATH + "?to=2026-04-01").statusCode(400).body("code", equalTo("INVALID_DATE_RANGE"));
    }
}
