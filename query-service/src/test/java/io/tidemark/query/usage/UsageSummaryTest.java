package io.tidemark.query.usage;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class UsageSummaryTest {

    private static final String PATH = "/analytics/usage-summary";

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
    void usageSummaryReturnsTheCorrectCountsOfADateRange() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        var lark = acme.agent("lark");
        acme.calls(3, robin, "2026-03-01T00:00:00Z");
        acme.calls(2, lark, "2026-03-01T23:59:59Z");
        acme.calls(4, null, "2026-03-15T10:00:00Z");
        acme.events(6, "token_issuance", lark, "2026-03-15T11:00:00Z");
        acme.events(2, "token_failure", robin, "2026-03-20T11:00:00Z");
        acme.events(1, "credential_rotation", lark, "2026-03-30T11:00:00Z");
        acme.events(9, "own.kind", UUID.randomUUID(), "2026-03-30T11:00:00Z");
        acme.calls(70, robin, "2026-02-28T23:59:59Z");
        acme.aggregate("2026-03-01");
        acme.aggregate("2026-03-15");

        acme.get(PATH + "?from=2026-03-01&to=2026-03-30")
                .statusCode(200)
                .body("tenantId", equalTo(acme.id().toString()))
                .body("period.from", equalTo("2026-03-01"), "period.to", equalTo("2026-03-30"))
                .body("summary.totalApiCalls", equalTo(9))
                .body("summary.totalTokenIssuances", equalTo(6))
                .body("summary.totalCredentialRotations", equalTo(1))
                .body("summary.activeAgentCount", equalTo(3))
                .body("summary.averageDailyApiCalls", equalTo(0))
                .body("summary.peakDailyApiCalls", equalTo(5))
                .body("summary.peakDate", equalTo("2026-03-01"))
                .body("complete", equalTo(true));
    }

    @Test
    void thirtyCompleteDaysAreAveragedDownToAWholeNumber() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        for (int day = 1; day <= 30; day++) {
            acme.aggregated(
                    "2026-03-%02d".formatted(day), robin, day == 28 ? 5102 : 2731 + (day == 30 ? 19 : 0), 0, 0, 0);
        }
        acme.calls(5, robin, "2026-03-31T01:00:00Z");

        acme.get(PATH)
                .statusCode(200)
                .body("period.from", equalTo("2026-03-01"), "period.to", equalTo("2026-03-31"))
                .body("summary.totalApiCalls", equalTo(84325))
                .body("summary.averageDailyApiCalls", equalTo(2810))
                .body("summary.peakDailyApiCalls", equalTo(5102), "summary.peakDate", equalTo("2026-03-28"))
                .body("complete", equalTo(false));
    }

    @Test
    void ofEqualPeaksTheEarliestIsNamed() {
        var acme = Customer.pro();
        acme.calls(4, null, "2026-03-20T10:00:00Z");
        acme.calls(4, null, "2026-03-10T10:00:00Z");
        acme.aggregate("2026-03-20");

        acme.get(PATH).body("summary.peakDailyApiCalls", equalTo(4), "summary.peakDate", equalTo("2026-03-10"));
    }

    @Test
    void withoutAnyEventAllIsZeroAndThereIsNoPeak() {
        Customer.pro()
                .get(PATH)
                .statusCode(200)
                .body("summary.totalApiCalls", equalTo(0))
                .body("summary.activeAgentCount", equalTo(0))
                .body("summary.averageDailyApiCalls", equalTo(0))
                .body("summary.peakDailyApiCalls", equalTo(0))
                .body("summary.peakDate", nullValue());
    }

    @Test
    void todayIsLiveAndAloneItsOwnAverage() {
        var acme = Customer.pro();
        acme.calls(7, null, "2026-03-31T11:59:00Z");

        acme.get(PATH + "?from=2026-03-31")
                .body("summary.totalApiCalls", equalTo(7))
                .body("summary.averageDailyApiCalls", equalTo(7))
                .body("summary.peakDate", equalTo("2026-03-31"));
    }

    @Test
    void aStaleDayIsAnsweredFromItsEvents() {
        var acme = Customer.pro();
        acme.calls(2, null, "2026-03-10T10:00:00Z");
        acme.aggregate("2026-03-10");
        acme.calls(3, null, "2026-03-10T12:00:00Z");
        acme.markStale("2026-03-10");

        acme.get(PATH).body("summary.totalApiCalls", equalTo(5));
    }

    @Test
    void anAggregateOfADayThatWasNotFinishedIsNotUsed() {
        var acme = Customer.pro();
        acme.aggregated("2026-03-10", null, 99, 0, 0, 0);
        Customer.database().execute("DELETE FROM aggregated_day WHERE tenant_id = ?", acme.id());
        acme.calls(2, null, "2026-03-10T10:00:00Z");

        acme.get(PATH).body("summary.totalApiCalls", equalTo(2));
    }

    @Test
    void daysAreThoseOfTheHomeZone() {
        var kolkata = Customer.of("pro", "Asia/Kolkata");
        // The 31st begins there at 18:30 of the 30th.
        clock.set("2026-03-30T19:00:00Z");
        kolkata.calls(2, null, "2026-03-30T18:29:00Z");
        kolkata.calls(3, null, "2026-03-30T18:30:00Z");

        kolkata.get(PATH + "?from=2026-03-31&to=2026-03-31").body("summary.totalApiCalls", equalTo(3));
        kolkata.get(PATH + "?from=2026-03-30&to=2026-03-30").body("summary.totalApiCalls", equalTo(2));
        kolkata.get(PATH + "?from=2026-03-30").body("summary.totalApiCalls", equalTo(5));
    }

    @Test
    void anotherTenantsEventsAreNotCounted() {
        var acme = Customer.pro();
        var globex = Customer.pro();
        globex.calls(5, null, "2026-03-30T10:00:00Z");
        globex.aggregated("2026-03-29", null, 8, 0, 0, 0);

        acme.get(PATH).body("summary.totalApiCalls", equalTo(0));
        globex.get(PATH).body("summary.totalApiCalls", equalTo(13));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "from=2025-03-31&to=2026-03-31, -",
                "from=2025-03-30&to=2026-03-31, from",
                "from=2026-03-31&to=2026-03-31, -",
                "from=2026-03-01&to=2026-04-01, to",
                "to=2026-04-01,                 to",
                "from=2026-04-01,               from",
                "from=2026-03-20,               -",
                "to=2026-01-31,                 -",
                "from=2025-01-01,               from",
                "from=2026-03-02&to=2026-03-01, from",
                "from=2026-02-30,               from",
                "to=20260101,                   to",
                "from=2026-1-1,                 from",
                "from=2026-03-01T00:00:00Z,     from",
                "from=,                         from",
            })
    void dateRangesAreChecked(String query, @Nullable String wrong) {
        var answer = Customer.pro().get(PATH + "?" + query);
        if (wrong == null) {
            answer.statusCode(200);
        } else {
            answer.statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("INVALID_DATE_RANGE"), "errors[0].field", equalTo(wrong));
        }
    }

    @Test
    void bothMalformedBoundsAreNamed() {
        Customer.pro().get(PATH + "?from=x&to=y").statusCode(400).body("errors.field", equalTo(List.of("from", "to")));
    }

    @ParameterizedTest
    @CsvSource({"form=2026-03-01, form", "from=2026-03-01&from=2026-03-02, from", "agentId=x, agentId"})
    void parametersThatAreUnknownOrRepeatedAreNamed(String query, String field) {
        Customer.pro()
                .get(PATH + "?" + query)
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"), "errors[0].field", equalTo(field));
    }

    @Test
    void thePathIsAlsoServedBelowApi() {
        var acme = Customer.pro();
        acme.calls(1, null, "2026-03-30T10:00:00Z");

        given().auth()
                .oauth2(acme.token())
                .get("/api" + PATH + "?from=2026-03-30")
                .then()
                .statusCode(200)
                .body("summary.totalApiCalls", equalTo(1), "period.from", equalTo("2026-03-30"));
    }
}
