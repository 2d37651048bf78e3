package io.tidemark.query.saved;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class SavedQueryResourceTest {

    private static final String PATH = "/v1/queries";
    private static final String ONE = PATH + "/waf.blocked_per_route";
    private static final String BLOCKED = """
            {"id": "waf.blocked_per_route", "name": "Blocked per route", "description": "By the firewall",
             "formula": {"kind": "count"}, "groupBy": ["route"],
             "filters": {"status": "403", "!country": ["FR", null]},
             "shape": "topN", "unit": "count", "defaultWidget": "bar", "params": ["top_n"]}""";

    private UUID tenant;

    @BeforeEach
    void newTenant() {
        tenant = Fixtures.current().tenant("pro", "UTC");
    }

    @Test
    void aQueryIsSavedReplacedAndDeleted() {
        as("editor")
                .body(BLOCKED)
                .post(PATH)
                .then()
                .statusCode(201)
                .header("Location", endsWith(ONE))
                .header("ETag", "\"1\"")
                .body("id", equalTo("waf.blocked_per_route"), "name", equalTo("Blocked per route"))
                .body("formula.kind", equalTo("count"), "groupBy", contains("route"))
                .body("filters.status", contains("403"), "filters.'!country'", contains("FR", null))
                .body("shape", equalTo("topN"), "unit", equalTo("count"), "defaultWidget", equalTo("bar"))
                .body("params", contains("top_n"));
        as("editor").body(BLOCKED).post(PATH).then().statusCode(409).body("code", equalTo("CONFLICT"));
        as("viewer")
                .get(ONE)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("description", equalTo("By the firewall"));

        var renamed = BLOCKED.replace("Blocked per route", "Blocked");
        as("editor").body(renamed).put(ONE).then().statusCode(428);
        put("\"1\"", renamed).then().statusCode(200).header("ETag", "\"2\"").body("name", equalTo("Blocked"));
        put("\"1\"", renamed).then().statusCode(412).body("code", equalTo("PRECONDITION_FAILED"));

        as("editor").header("If-Match", "\"1\"").delete(ONE).then().statusCode(412);
        as("editor").delete(ONE).then().statusCode(204);
        for (var gone : List.of(as("editor").delete(ONE), as("viewer").get(ONE), put("\"2\"", renamed))) {
            gone.then().statusCode(404).body("code", equalTo("QUERY_NOT_FOUND"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind": "week", "measure": "errors"} | Monday
            {"kind": "week"}                      | Monday
            {"kind": "responseTimes"}             | <50ms
            """)
    void heatmapsAreSavedAndAnswered(String formula, String first) {
        as("editor").body("""
                {"id": "waf.grid", "name": "Grid", "formula": %s, "shape": "heatmap", "unit": "count",
                 "defaultWidget": "heatmap"}""".formatted(formula)).post(PATH).then().statusCode(201);

        as("viewer")
                .body("{\"query\": \"waf.grid\", \"from\": \"now-1h\"}")
                .post("/analytics/_query")
                .then()
                .statusCode(200)
                .body("shape", equalTo("heatmap"), "data.yBuckets[0]", equalTo(first), "data.values", hasSize(7));
    }

    @Test
    void theListIsPagedById() {
        for (var name : List.of("d", "a", "c", "b", "e")) {
            as("editor")
                    .body(BLOCKED.replace("waf.blocked_per_route", "waf." + name))
                    .post(PATH);
        }
        var ids = new ArrayList<String>();
        String cursor = null;
        do {
            var request = as("viewer").queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get(PATH);
            ids.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(ids).containsExactly("waf.a", "waf.b", "waf.c", "waf.d", "waf.e");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "waf.blocked_per_route"   | "requests_total"            | id
            "waf.blocked_per_route"   | null                        | id
            "waf.blocked_per_route"   | "Waf.Blocked"               | id
            "Blocked per route"       | ""                          | name
            {"kind": "count"}         | null                        | formula
            {"kind": "count"}         | {"kind": "magic"}           | formula.kind
            {"kind": "count"}         | {}                          | formula.kind
            {"kind": "count"}         | {"kind": "sum"}             | formula.measure
            {"kind": "count"}         | {"kind": "mean", "measure": "bytesIn"} | formula.measure
            {"kind": "count"}         | {"kind": "ratio", "measure": "duration"} | formula.measure
            {"kind": "count"}         | {"kind": "percentile", "share": 2} | formula.share
            {"kind": "count"}         | {"kind": "distinct", "attribute": "colour"} | formula.attribute
            {"kind": "count"}         | {"kind": "week", "measure": "duration"} | formula.measure
            {"kind": "count"}         | {"kind": "responseTimes"}   | formula
            ["route"]                 | ["colour"]                  | groupBy
            "status": "403"           | "status": "teapot"          | filters.status
            "status": "403"           | "colour": "red"             | filters.colour
            "status": "403"           | "status": {"is": 1}         | filters.status
            "topN"                    | "spiral"                    | shape
            "unit": "count"           | "unit": "apples"            | unit
            "bar"                     | "hologram"                  | defaultWidget
            ["top_n"]                 | ["bottom_n"]                | params
            "unit": "count"           | "unit": "count", "more": 1  | more
            """)
    void whatIsWrongIsNamed(String right, String wrong, String field) {
        as("editor")
                .body(BLOCKED.replace(right, wrong))
                .post(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    @Test
    void anIdCannotBeChanged() {
        as("editor").body(BLOCKED).post(PATH).then().statusCode(201);

        put("\"1\"", BLOCKED.replace("waf.blocked_per_route", "waf.other"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("id"));
    }

    @Test
    void otherTenantsHaveTheirOwn() {
        as("editor").body(BLOCKED).post(PATH).then().statusCode(201);
        tenant = Fixtures.current().tenant("pro", "UTC");

        as("viewer").get(PATH).then().body("items", hasSize(0), "nextCursor", nullValue());
        as("viewer").get(ONE).then().statusCode(404);
        as("editor").delete(ONE).then().statusCode(404);
        as("editor").body(BLOCKED).post(PATH).then().statusCode(201);
    }

    @Test
    void viewersReadOnly() {
        as("viewer").body(BLOCKED).post(PATH).then().statusCode(403);
        as("viewer").delete(ONE).then().statusCode(403);
        as("viewer").body(BLOCKED).put(ONE).then().statusCode(403);
        given().get(PATH).then().statusCode(401);
    }

    private Response put(String ifMatch, String body) {
        return as("editor").header("If-Match", ifMatch).body(body).put(ONE);
    }

    private RequestSpecification as(String role) {
        return given().filter(OpenApi.validating("query.yaml"))
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Infrastructure.oidc().token(tenant, role));
    }
}
