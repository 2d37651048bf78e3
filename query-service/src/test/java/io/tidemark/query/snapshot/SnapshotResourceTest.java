package io.tidemark.query.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MF-17: what the job stored. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class SnapshotResourceTest {

    private static final String PATH = "/analytics/snapshots";

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
    void mf17SnapshotsOfATypeAreListedLatestFirst() {
        var acme = Customer.pro();
        stored(acme, "daily", "2026-03-28", 100, 10, "[]");
        stored(acme, "daily", "2026-03-29", 200, 10, "[]");
        stored(acme, "hourly", "2026-03-29", 5, 1, "[]");

        acme.get(PATH)
                .statusCode(200)
                .body("items.id", contains("daily:2026-03-29T00:00:00Z", "daily:2026-03-28T00:00:00Z"))
                .body("items.totalRequests", contains(200, 100))
                .body("items[1].errorRate", equalTo(10.0f))
                .body("items[1].avgLatencyMs", equalTo(2.5f), "items[1].p95LatencyMs", equalTo(9.0f))
                .body("items[1].totalBytesSent", equalTo(4000), "items[1].totalBytesReceived", equalTo(3000))
                .body("items[1].requestsPerSecond", equalTo(0.0012f))
                .body("items[1].topEndpoints", hasSize(0))
                .body("nextCursor", nullValue());
        acme.get(PATH + "?type=hourly").body("items.totalRequests", contains(5));
    }

    @Test
    void mf03ADayHasThePeakOfItsHours() {
        var acme = Customer.of("pro", "Europe/Paris");
        stored(acme, "daily", "2026-03-27T23:00:00Z", 100, 0, "[]");
        stored(acme, "hourly", "2026-03-28T07:00:00Z", 30, 0, "[]");
        stored(acme, "hourly", "2026-03-28T09:00:00Z", 35, 0, "[]");
        stored(acme, "hourly", "2026-03-28T10:00:00Z", 35, 0, "[]");
        stored(acme, "daily", "2026-03-26T23:00:00Z", 100, 0, "[]");
        stored(acme, "hourly", "2026-03-27T09:00:00Z", 35, 0, "[]");

        acme.get(PATH).statusCode(200).body("items.peakHour", contains(10, null));
        acme.get(PATH + "?type=hourly").body("items.peakHour", everyItem(nullValue()));
    }

    @Test
    void whoeverHasTheSnapshotsAlreadyIsToldSo() {
        var acme = Customer.pro();
        stored(acme, "daily", "2026-03-28", 100, 10, "[]");
        for (var path : List.of(PATH, PATH + "/compare?a=daily:2026-03-28T00:00:00Z&b=daily:2026-03-28T00:00:00Z")) {
            var tag = acme.get(path).statusCode(200).extract().header("ETag");
            acme.asks().header("If-None-Match", tag).get(path).then().statusCode(304);
        }
    }

    @Test
    void pagesMakeUpTheWhole() {
        var acme = Customer.pro();
        for (var day = 10; day < 20; day++) {
            stored(acme, "daily", "2026-03-" + day, day, 0, "[]");
        }

        var seen = new ArrayList<Integer>();
        var cursor = "";
        while (cursor != null) {
            var page = acme.get(PATH + "?limit=3" + cursor).statusCode(200).extract();
            seen.addAll(page.<java.util.List<Integer>>path("items.totalRequests"));
            cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
        }

        assertThat(seen).containsExactly(19, 18, 17, 16, 15, 14, 13, 12, 11, 10);
    }

    @Test
    void theRangeLimitsWhatIsListed() {
        var acme = Customer.pro();
        stored(acme, "daily", "2026-03-28", 100, 10, "[]");
        stored(acme, "daily", "2026-03-29", 200, 10, "[]");

        acme.get(PATH + "?from=2026-03-28T00:00:00Z&to=2026-03-29T00:00:00Z")
                .body("items.totalRequests", contains(100));
    }

    @Test
    void mf17TwoSnapshotsAreCompared() {
        var acme = Customer.pro();
        stored(
                acme,
                "daily",
                "2026-03-28",
                100,
                10,
                "[{\"method\":\"GET\",\"route\":\"/a\",\"requests\":60,\"errors\":0},{\"method\":\"GET\",\"route\":\"/b\",\"requests\":40,\"errors\":0}]");
        stored(
                acme,
                "daily",
                "2026-03-29",
                150,
                30,
                "[{\"method\":\"GET\",\"route\":\"/a\",\"requests\":90,\"errors\":0},{\"method\":null,\"route\":\"/c\",\"requests\":60,\"errors\":0}]");

        acme.get(PATH + "/compare?a=daily:2026-03-28T00:00:00Z&b=daily:2026-03-29T00:00:00Z")
                .statusCode(200)
                .body("a.totalRequests", equalTo(100), "b.totalRequests", equalTo(150))
                .body("deltas.totalRequests.change", equalTo(50), "deltas.totalRequests.changePercent", equalTo(50.0f))
                .body("deltas.errorRate.change", equalTo(10.0f), "deltas.errorRate.changePercent", equalTo(100.0f))
                .body("deltas.p95LatencyMs.change", equalTo(0.0f))
                .body("protocols[0].protocol", equalTo("http"), "protocols[0].requests.change", equalTo(50))
                .body("topEndpoints.route", contains("/a", "/c", "/b"))
                .body("topEndpoints[0].requests.change", equalTo(30))
                .body("topEndpoints[1].requests.a", nullValue(), "topEndpoints[1].requests.b", equalTo(60))
                .body("topEndpoints[2].requests.change", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "a=daily:2026-03-28T00:00:00Z&b=daily:2026-03-27T00:00:00Z, 404, NOT_FOUND",
        "a=daily:2026-03-28T00:00:00Z&b=hourly:2026-03-28T00:00:00Z, 400, INVALID_REQUEST",
        "a=daily:2026-03-28T00:00:00Z, 400, INVALID_REQUEST",
        "a=yearly:2026-03-28T00:00:00Z&b=daily:2026-03-28T00:00:00Z, 400, INVALID_REQUEST",
        "a=x&b=y, 400, INVALID_REQUEST"
    })
    void whatCannotBeComparedIsRefused(String which, int status, String code) {
        var acme = Customer.pro();
        stored(acme, "daily", "2026-03-28", 100, 10, "[]");

        acme.get(PATH + "/compare?" + which).statusCode(status).body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "type=yearly, INVALID_REQUEST",
        "limit=0, INVALID_REQUEST",
        "cursor=x, INVALID_CURSOR",
        "from=x, INVALID_DATE_RANGE"
    })
    void whatCannotBeListedIsRefused(String which, String code) {
        Customer.pro().get(PATH + "?" + which).statusCode(400).body("code", equalTo(code));
    }

    @Test
    void mf04OthersSeeNothingOfIt() {
        var acme = Customer.pro();
        stored(acme, "daily", "2026-03-28", 100, 10, "[]");
        stored(acme, "daily", "2026-03-29", 100, 10, "[]");
        var globex = Customer.pro();

        globex.get(PATH).body("items", hasSize(0));
        globex.get(PATH + "/compare?a=daily:2026-03-28T00:00:00Z&b=daily:2026-03-29T00:00:00Z")
                .statusCode(404);
    }

    @Test
    void whoeverIsNarrowedToTeamsSeesNone() {
        Customer.pro().inTeams("team-1").get(PATH).statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    private static void stored(
            Customer customer, String type, String day, long requests, long errors, String endpoints) {
        var start = day.contains("T") ? day : day + "T00:00:00Z";
        Customer.database().execute("""
                INSERT INTO snapshot (tenant_id, type, starts_at, ends_at, events, requests, errors, client_errors,
                                      server_errors, duration_count, duration_sum, duration_p50, duration_p95,
                                      duration_p99, bytes_in, bytes_out, consumers, protocols, endpoints)
                VALUES (?, ?, ?::timestamptz, ?::timestamptz + interval '1 day', 1, ?, ?, 1, 2, 10, 25000, 2000, 9000,
                        9900, 3000, 4000, 3,
                        jsonb_build_array(jsonb_build_object('protocol', 'http', 'requests', ?::bigint, 'errors', 0)),
                        ?::jsonb)""", customer.id(), type, start, start, requests, errors, requests, endpoints);
    }
}
