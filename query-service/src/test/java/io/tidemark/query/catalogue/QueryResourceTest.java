package io.tidemark.query.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tidemark.query.Customer;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class QueryResourceTest extends QueryBed {

    private static final String SCHEMA = "/analytics/_schema";

    @Inject
    RedisDataSource redis;

    @Test
    void theSchemaListsAllQueriesAndWhatTheyTake() {
        var acme = Customer.pro();

        var tag = acme.get(SCHEMA)
                .statusCode(200)
                .body("queries.id", hasItems("requests_total", "requests_by_route", "response_time_heatmap"))
                .body("queries.id", hasItems("server_error_rate_ts", "client_error_rate_ts"))
                .body("queries.find { it.id == 'requests_by_route' }.shape", equalTo("topN"))
                .body("queries.find { it.id == 'requests_by_route' }.params.name", contains("top_n"))
                .body("queries.find { it.id == 'requests_by_route' }.params[0].default", equalTo(10.0f))
                .body("queries.filters", everyItem(hasItems("api", "route", "consumer", "group", "status", "error")))
                .body("queries.maxRange", everyItem(notNullValue()))
                .body("widgetTypes", hasItems("line", "area", "bar", "pie", "donut", "metric", "table", "heatmap"))
                .extract()
                .header("ETag");
        acme.asks().header("If-None-Match", tag).get(SCHEMA).then().statusCode(304);
    }

    @Test
    void everyQueryOfTheSchemaIsAnswered() {
        var acme = traffic();
        var ids = acme.get(SCHEMA).extract().<List<String>>path("queries.id");

        for (var id : ids) {
            ask(acme, "{\"query\": \"%s\", \"from\": \"now-6h\", \"compare\": \"previous-period\"}".formatted(id))
                    .statusCode(200)
                    .body("shape", notNullValue(), "data", notNullValue());
        }
    }

    @Test
    void aRankingCountsByKey() {
        var answer = ask(traffic(), """
                {"query": "requests_by_route", "from": "2026-03-31T11:00:00Z", "to": "2026-03-31T12:00:00Z"}""");

        answer.statusCode(200)
                .body("shape", equalTo("topN"))
                .body("data.items.key", contains("/pay", "/cart", null))
                .body("data.items.value", contains(3, 2, 1))
                .body("data.items.label", everyItem(notNullValue()))
                .body("meta.cached", equalTo(false), "meta.timeZone", equalTo("UTC"))
                .body("meta.range.from", equalTo("2026-03-31T11:00:00Z"))
                .body("meta.range.to", equalTo("2026-03-31T12:00:00Z"))
                .body("meta.asOf", equalTo("2026-03-31T12:00:00Z"))
                .body("compare", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"route": "/pay"}                     | 3
            {"route": ["/pay", "/cart"]}          | 5
            {"route": null}                       | 1
            {"!route": "/pay"}                    | 3
            {"status": ["500", "503"]}            | 2
            {"status": 500}                       | 1
            {"statusClass": "5xx"}                | 2
            {"error": true}                       | 2
            {"!country": "FR"}                    | 4
            {"country": [null, "FR"]}             | 5
            {"country": "fr"}                     | 2
            {"group": "money"}                    | 3
            {"route": "/pay", "!country": "FR"}   | 2
            {"type": "request"}                   | 6
            {"!type": "deploy.done"}              | 6
            {"type": "deploy.done"}               | 0
            {"type": ["request", "deploy.done"]}  | 6
            {}                                    | 6
            """)
    void filtersNarrowTheAnswer(String filters, int requests) {
        var acme = traffic();
        acme.call("2026-03-31T11:30:00Z", Map.of("type", "deploy.done", "quantity", 9));
        ask(acme, """
                {"query": "requests_total", "from": "now-1h", "filters": %s}""".formatted(filters))
                .statusCode(200)
                .body("shape", equalTo("scalar"), "data.value", equalTo(requests));
    }

    @Test
    void seriesHaveABucketForEachHourOfTheZone() {
        ask(traffic(), """
                {"query": "requests_by_status_class_ts", "from": "2026-03-31T10:00:00Z", "to": "2026-03-31T12:00:00Z",
                 "bucket": "1h", "timeZone": "Europe/Paris", "params": {"top_n": 3}}""")
                .statusCode(200)
                .body("shape", equalTo("timeseries"), "data.bucket", equalTo("1h"))
                .body("data.series.name", contains("2xx", "3xx", "4xx", "5xx"))
                .body("data.series[0].points.ts", contains(1774951200000L, 1774954800000L))
                .body("data.series[0].points.value", contains(0, 4))
                .body("data.series[3].points.value", contains(0, 2))
                .body("data.series[0].points.complete", contains(true, true))
                .body("meta.timeZone", equalTo("Europe/Paris"), "meta.bucket", equalTo("1h"));
    }

    @Test
    void answersAreGroupedAndComparedOnRequest() {
        ask(traffic(), """
                {"query": "requests_total", "from": "now-1h", "groupBy": ["statusClass"], "compare": "previous-period"}""")
                .statusCode(200)
                .body("data.items.key", contains("2xx", "5xx"), "data.items.value", contains(4, 2))
                .body("compare.meta.range.to", equalTo("2026-03-31T11:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | query
            {"query": "requests_total", "from": "yesterday"}            | from
            {"query": "requests_total", "to": "now+1h"}                 | to
            {"query": "requests_total", "from": "now", "to": "now-1h"}  | from
            {"query": "requests_total", "filters": {"colour": "red"}}   | filters.colour
            {"query": "requests_total", "filters": {"status": "x"}}     | filters.status
            {"query": "requests_total", "filters": {"status": {}}}      | filters.status
            {"query": "requests_total", "filters": {"route": []}}       | filters.route
            {"query": "requests_total", "filters": {"route": "\\u0000"}} | filters.route
            {"query": "requests_total", "params": {"colour": 1}}        | params.colour
            {"query": "requests_by_route", "params": {"top_n": 0}}      | params.top_n
            {"query": "requests_per_second", "bucket": "2h"}            | bucket
            {"query": "requests_total", "bucket": "2h"}                 | bucket
            {"query": "requests_total", "timeZone": "Mars/Base"}        | timeZone
            {"query": "requests_total", "timeZone": "+02:00"}           | timeZone
            {"query": "requests_total", "groupBy": ["colour"]}          | groupBy
            {"query": "requests_total", "compare": "sometime"}          | compare
            {"query": "requests_total", "colour": "red"}                | colour
            """)
    void whatIsWrongIsNamed(String question, String field) {
        ask(Customer.pro(), question)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"query": "requests_total", "from": "yesterday"}                                  | INVALID_DATE_RANGE
            {"query": "requests_total", "from": "2026-03-31T10:00Z"}                          | INVALID_DATE_RANGE
            {"query": "requests_total", "from": "now-9999999d"}                               | INVALID_DATE_RANGE
            {"query": "requests_total", "to": "+20000-01-01T00:00:00Z"}                       | INVALID_DATE_RANGE
            {"query": "requests_total", "from": "now", "to": "now-1h"}                        | INVALID_DATE_RANGE
            {"query": "requests_ts", "bucket": "2h"}                                          | INVALID_GRANULARITY
            {"query": "requests_ts", "from": "now-30d", "bucket": "1m"}                       | INVALID_GRANULARITY
            {"query": "requests_total", "filters": {"colour": "red"}}                         | INVALID_REQUEST
            {"query": "requests_total", "compare": "P9999Y"}                                  | INVALID_REQUEST
            """)
    void rangesAndBucketsAreRefusedByTheirCodes(String question, String code) {
        ask(Customer.pro(), question).statusCode(400).body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "requests_ts,    now-183h,             now,                  1m",
        "requests_ts,    now-38d,              now,                  5m",
        "requests_ts,    now-457d,             now,                  1h",
        "requests_ts,    2026-03-31T00:00:00Z, 2027-03-31T00:00:00Z, 1h",
        "requests_total, 0001-01-01T00:00:00Z, 9999-12-31T23:59:59Z, 1h",
        "requests_total, 2026-03-30T00:00:00Z, 9999-12-31T23:59:59Z, auto",
    })
    void noRangeIsTooMuchForThePlanner(String query, String from, String to, String bucket) {
        var answer = ask(
                Customer.pro(),
                "{\"query\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"bucket\": \"%s\", \"compare\": \"P1000Y\"}"
                        .formatted(query, from, to, bucket));

        assertThat(answer.extract().statusCode()).isIn(200, 422);
    }

    @Test
    void anUnknownQueryIsNotFound() {
        ask(Customer.pro(), "{\"query\": \"requests_by_mood\"}")
                .statusCode(404)
                .body("code", equalTo("QUERY_NOT_FOUND"));
    }

    @Test
    void whatIsNotKeptIsRefusedWithTheEarliestStart() {
        ask(Customer.pro(), """
                {"query": "requests_total", "from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"}""")
                .statusCode(422)
                .body("code", equalTo("RANGE_NOT_KEPT"), "earliestFrom", notNullValue());
    }

    @Test
    void answersAreKeptForMoments() {
        var acme = traffic();
        var past = """
                {"query": "requests_total", "from": "2026-03-31T10:00:00Z", "to": "2026-03-31T11:00:00Z"}""";
        var first = ask(acme, past).header("Age", nullValue()).extract();

        ask(acme, past)
                .header("Age", notNullValue())
                .header("ETag", first.header("ETag"))
                .header("Cache-Control", "private, no-cache")
                .body("meta.cached", equalTo(true));
        assertThat(timesToLive(acme)).hasSize(1).allMatch(millis -> millis <= 5000);
        ask(acme, "{\"query\": \"errors_total\"}");
        assertThat(timesToLive(acme)).hasSize(2).anyMatch(millis -> millis <= 3000);
        acme.asks()
                .contentType(ContentType.JSON)
                .header("If-None-Match", first.header("ETag"))
                .body(past)
                .post(QUERY)
                .then()
                .statusCode(304);
        acme.asks()
                .contentType(ContentType.JSON)
                .header("Cache-Control", "no-cache")
                .body(past)
                .post(QUERY)
                .then()
                .statusCode(200)
                .body("meta.cached", equalTo(false));
    }

    @Test
    void nobodySeesAnotherTenantsOrTeamsEvents() {
        var acme = traffic();
        var question = "{\"query\": \"requests_total\", \"from\": \"now-1h\"}";

        ask(Customer.pro(), question).body("data.value", equalTo(0));
        ask(acme, question).body("data.value", equalTo(6));
        ask(acme.inTeams("money"), question).body("data.value", equalTo(3));
        ask(acme.inTeams("money", "goods"), question).body("data.value", equalTo(5));
        ask(acme.inTeams("other"), question).body("data.value", equalTo(0));
        ask(acme.inTeams(), question).body("data.value", equalTo(0));
    }

    @Test
    void savedQueriesAreListedAndAnsweredLikeTheOthers() {
        var acme = traffic();
        var editor = Infrastructure.oidc().token(acme.id(), "editor");
        given().auth()
                .oauth2(editor)
                .contentType(ContentType.JSON)
                .body("""
                {"id": "shop.failed_per_route", "name": "Failed per route", "formula": {"kind": "count"},
                 "groupBy": ["route"], "filters": {"error": true}, "shape": "topN", "unit": "count",
                 "defaultWidget": "bar", "params": ["top_n"]}""")
                .post("/v1/queries")
                .then()
                .statusCode(201);

        acme.get(SCHEMA).body("queries.id", hasItem("shop.failed_per_route"));
        ask(acme, "{\"query\": \"shop.failed_per_route\", \"from\": \"now-1h\"}")
                .statusCode(200)
                .body("data.items.key", contains("/pay"), "data.items.value", contains(2));
        ask(Customer.pro(), "{\"query\": \"shop.failed_per_route\"}").statusCode(404);
    }

    @Test
    void aZoneIsNamedAsTheIanaDatabaseDoes() {
        ask(Customer.pro(), "{\"query\": \"requests_total\", \"timeZone\": \"Japan\"}")
                .statusCode(200)
                .body("meta.timeZone", equalTo("Japan"));
    }

    @Test
    void onlyReadersOfATierWithAnalyticsMayAsk() {
        var question = "{\"query\": \"requests_by_mood\"}";
        given().contentType(ContentType.JSON).body(question).post(QUERY).then().statusCode(401);
        given().get(SCHEMA).then().statusCode(401);
        ask(Customer.of("free", "UTC"), question).statusCode(403).body("code", equalTo("ANALYTICS_NOT_AVAILABLE"));
        given().auth()
                .oauth2(Fixtures.current().apiKey(Customer.pro().id(), "ingest"))
                .contentType(ContentType.JSON)
                .body(question)
                .post(BATCH)
                .then()
                .statusCode(403);
    }

    @Test
    void theOldPathIsTheSame() {
        given().auth()
                .oauth2(Customer.pro().token())
                .contentType(ContentType.JSON)
                .body("{\"query\": \"requests_total\"}")
                .post("/api" + QUERY)
                .then()
                .statusCode(200)
                .body("data.value", equalTo(0));
    }

    private List<Long> timesToLive(Customer customer) {
        return redis.key().keys("analytics:" + customer.id() + ":_query:*").stream()
                .map(key -> redis.key().pttl(key))
                .toList();
    }
}
