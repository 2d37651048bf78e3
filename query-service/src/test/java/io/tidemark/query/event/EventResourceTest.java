package io.tidemark.query.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.events.PackedId;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class EventResourceTest {

    private static final String PATH = "/analytics/events";

    @Inject
    MovableClock clock;

    @BeforeEach
    void noonOfTheLastOfMarch() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void anEventIsShownAsItWasSentExceptForWhatWasNeverStored() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        var client = Customer.database().number("""
                INSERT INTO client (browser, os, device, client_class) VALUES ('Firefox', 'Linux', 'desktop', 'browser')
                ON CONFLICT (browser, os, device, client_class) DO UPDATE SET browser = EXCLUDED.browser RETURNING id""");
        var id = acme.call(
                "2026-03-31T11:59:00.123456Z",
                Map.ofEntries(
                        Map.entry("agent_id", robin),
                        Map.entry("client_id", (int) client),
                        Map.entry("route", "/pay/{id}"),
                        Map.entry("path", "/pay/7"),
                        Map.entry("method", "POST"),
                        Map.entry("status", 503),
                        Map.entry("user_id", "ann"),
                        Map.entry("groups", "cart\npay"),
                        Map.entry("duration_us", 12_345L),
                        Map.entry("quantity", 3L),
                        Map.entry("visitor", 77L),
                        Map.entry("error_type", "timeout"),
                        Map.entry("error_message", "too late"),
                        Map.entry("trace_id", PackedId.pack("4bf92f3577b34da6a3ce929d0e0e4736"))));
        Customer.database().execute("UPDATE event SET attributes = '{\"plan\": \"gold\"}' WHERE id = ?", id);

        acme.get(PATH)
                .statusCode(200)
                .body("items", hasSize(1), "nextCursor", nullValue())
                .body("items[0].id", equalTo(id.toString()), "items[0].type", equalTo("request"))
                .body("items[0].time", equalTo("2026-03-31T11:59:00.123456Z"))
                .body("items[0].agentId", equalTo(robin.toString()), "items[0].agentName", equalTo("robin"))
                .body("items[0].route", equalTo("/pay/{id}"), "items[0].path", equalTo("/pay/7"))
                .body("items[0].method", equalTo("POST"), "items[0].status", equalTo(503))
                .body("items[0].user", equalTo("ann"), "items[0].groups", contains("cart", "pay"))
                .body("items[0].durationMs", equalTo(12.345f), "items[0].quantity", equalTo(3))
                .body("items[0].browser", equalTo("Firefox"), "items[0].clientClass", equalTo("browser"))
                .body("items[0].error.type", equalTo("timeout"), "items[0].error.message", equalTo("too late"))
                .body("items[0].traceId", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"))
                .body("items[0].attributes.plan", equalTo("gold"))
                .body("items[0].country", nullValue())
                .body(not(containsString("visitor")));
    }

    /** As it is stored of a status that is an error, and found by the filter. */
    @Test
    void aCategoryIsShownWithoutWordsOfTheSender() {
        var acme = Customer.pro();
        acme.call("2026-03-31T11:59:00Z", Map.of("status", 503, "error_category", "server_error"));
        acme.call("2026-03-31T11:58:00Z", Map.of("status", 200));

        acme.get(PATH + "?errorCategory=server_error")
                .body("items", hasSize(1), "items[0].error", equalTo(Map.of("category", "server_error")));
        acme.get(PATH).body("items", hasSize(2), "items[1].error", nullValue());
    }

    @Test
    void theLastHourIsShownNewestFirst() {
        var acme = Customer.pro();
        var old = acme.call("2026-03-31T10:59:59.999999Z", Map.of());
        var first = acme.call("2026-03-31T11:00:00Z", Map.of());
        var second = acme.call("2026-03-31T11:30:00Z", Map.of());
        acme.call("2026-03-31T12:00:00Z", Map.of());

        acme.get(PATH).body("items.id", contains(second.toString(), first.toString()));
        given().auth().oauth2(acme.token()).get("/api" + PATH).then().body("items", hasSize(2));
        acme.get(PATH + "?from=2026-03-31T12:59:59.5{plus}02:00&to=now-1h", "+")
                .body("items.id", contains(old.toString()));
    }

    @Test
    void pagesFollowEachOtherWhateverComesInMeanwhile() {
        var acme = Customer.pro();
        acme.calls(5, null, "2026-03-31T11:30:00Z");
        acme.calls(5, null, "2026-03-31T11:30:00Z");
        var whole = acme.get(PATH).body("items", hasSize(10)).extract().<List<String>>path("items.id");

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = (cursor == null
                            ? acme.get(PATH + "?limit=3")
                            : acme.get(PATH + "?limit=3&cursor={cursor}", cursor))
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
            acme.call("2026-03-31T11:59:00Z", Map.of());
            clock.set("2026-03-31T12:%02d:00Z".formatted(10 + seen.size()));
        } while (cursor != null);

        assertThat(seen).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "'status=500&status=503', a b",
        "'status=500',            a",
        "'!status=500',           b c",
        "'!country=FR',           b c",
        "'country=FR',            a",
        "'country=',              c",
        "'!country=',             a b",
        "'country=&country=FR',   a c",
        "'statusClass=5xx',       a b",
        "'error=true',            a b",
        "'error=false',           c",
        "'group=pay',             a b",
        "'!group=pay',            c",
        "'group=',                c",
        "'type=request',          a b",
        "'route=/a&status=500',   a",
        "'route=/a&status=503',   ''",
        "'path=/a%25',            ''",
    })
    void filtersNarrowTheList(String filters, String routes) {
        var acme = Customer.pro();
        acme.call(
                "2026-03-31T11:01:00Z",
                Map.of("route", "/a", "path", "/a1", "status", 500, "country", "FR", "groups", "cart\npay"));
        acme.call("2026-03-31T11:02:00Z", Map.of("route", "/b", "status", 503, "country", "DE", "groups", "pay"));
        acme.call("2026-03-31T11:03:00Z", Map.of("route", "/c", "type", "token_issuance"));

        var found = acme.asks()
                .urlEncodingEnabled(false)
                .get(PATH + "?" + filters.replace("/", "%2F"))
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.route");
        assertThat(found.stream().map(route -> route.substring(1)).sorted().toList())
                .isEqualTo(routes.isEmpty() ? List.of() : List.of(routes.split(" ")));
    }

    @Test
    void agentsAreFilteredById() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        acme.calls(2, robin, "2026-03-31T11:30:00Z");
        acme.calls(3, null, "2026-03-31T11:30:00Z");

        acme.get(PATH + "?agent=" + robin).body("items", hasSize(2));
        acme.get(PATH + "?!agent=" + robin).body("items", hasSize(3));
        acme.get(PATH + "?agent=robin").statusCode(400).body("errors[0].field", equalTo("agent"));
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday,              INVALID_DATE_RANGE, from",
        "to=now-1y,                   INVALID_DATE_RANGE, to",
        "from=now-9999999d,           INVALID_DATE_RANGE, from",
        "from=now&to=now-1h,          INVALID_DATE_RANGE, from",
        "status=many,                 INVALID_REQUEST,    status",
        "!statusClass=5,              INVALID_REQUEST,    !statusClass",
        "flavour=sweet,               INVALID_REQUEST,    flavour",
        "limit=1001,                  INVALID_REQUEST,    limit",
        "from=now&from=now,           INVALID_REQUEST,    from",
        "route=%00,                   INVALID_REQUEST,    route",
    })
    void wrongParametersAreNamed(String query, String code, String field) {
        Customer.pro()
                .asks()
                .urlEncodingEnabled(false)
                .get(PATH + "?" + query.replace("!", "%21"))
                .then()
                .statusCode(400)
                .body("code", equalTo(code), "errors[0].field", equalTo(field));
    }

    @Test
    void aForgedCursorIsRefused() {
        Customer.pro().get(PATH + "?cursor=abc").statusCode(400).body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void whatIsOlderThanRawEventsAreKeptIsRefused() {
        var acme = Customer.pro();
        var kept = acme.call("2026-03-01T12:00:00Z", Map.of());
        acme.call("2026-03-01T11:59:59Z", Map.of());

        acme.get(PATH + "?from=now-30d").body("items.id", contains(kept.toString()));
        acme.get(PATH + "?from=2026-03-01T11:59:59Z")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("RANGE_NOT_KEPT"), "errors[0].field", equalTo("from"))
                .body("earliestFrom", equalTo("2026-03-01T12:01:00Z"));
    }

    /** Real clocks are not in whole seconds. */
    @Test
    void theWidestRangeCanBeAskedForAtAnyMoment() {
        clock.set("2026-03-31T12:00:00.123456789Z");
        var acme = Customer.pro();
        var kept = acme.call("2026-03-01T12:00:00.123456Z", Map.of());

        acme.get(PATH + "?from=now-30d").statusCode(200).body("items.id", contains(kept.toString()));
        acme.asks().get("/analytics/export/events?from=now-30d").then().statusCode(200);
    }

    @Test
    void theEarliestStartCanBeAskedForALittleLater() {
        var acme = Customer.pro();
        var earliest =
                acme.get(PATH + "?from=now-31d").statusCode(422).extract().<String>path("earliestFrom");

        clock.set("2026-03-31T12:00:59Z");
        acme.get(PATH + "?from=" + earliest).statusCode(200);
    }

    @Test
    void whoeverHasThePageAlreadyIsToldSo() {
        var acme = Customer.pro();
        acme.calls(2, null, "2026-03-31T11:30:00Z");
        var tag = acme.get(PATH).statusCode(200).extract().header("ETag");

        acme.asks().header("If-None-Match", tag).get(PATH).then().statusCode(304);
        acme.asks()
                .header("If-None-Match", "\"other\", " + tag.substring(2))
                .get(PATH)
                .then()
                .statusCode(304)
                .header("ETag", tag);
        acme.calls(1, null, "2026-03-31T11:40:00Z");
        acme.asks()
                .header("If-None-Match", tag)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(3));
    }

    @Test
    void nobodySeesTheEventsOfAnotherTenant() {
        var acme = Customer.pro();
        var globex = Customer.pro();
        acme.calls(2, null, "2026-03-31T11:30:00Z");
        var cursor = acme.get(PATH + "?limit=1").extract().<String>path("nextCursor");

        globex.get(PATH).body("items", hasSize(0));
        globex.get(PATH + "?cursor={cursor}", cursor).body("items", hasSize(0));
    }

    @Test
    void aTeamSeesTheEventsOfItsGroupsOnly() {
        var acme = Customer.pro();
        var pay = acme.call("2026-03-31T11:30:00Z", Map.of("groups", "cart\npay"));
        var search = acme.call("2026-03-31T11:31:00Z", Map.of("groups", "search"));
        acme.call("2026-03-31T11:32:00Z", Map.of());

        acme.get(PATH).body("items", hasSize(3));
        acme.inTeams("pay").get(PATH).body("items.id", contains(pay.toString()));
        acme.inTeams("pay", "search").get(PATH).body("items.id", contains(search.toString(), pay.toString()));
        acme.inTeams("pa").get(PATH).body("items", hasSize(0));
        acme.inTeams().get(PATH).body("items", hasSize(0));
    }

    @Test
    void onlyReadersOfATierWithAnalyticsMayAsk() {
        given().get(PATH + "?from=x").then().statusCode(401);
        Customer.of("free", "UTC")
                .get(PATH + "?from=x")
                .statusCode(403)
                .body("code", equalTo("ANALYTICS_NOT_AVAILABLE"));
    }

    @Test
    void unknownAgentsAreNoProblem() {
        Customer.pro().get(PATH + "?agent=" + UUID.randomUUID()).statusCode(200).body("items", hasSize(0));
    }
}
