package io.tidemark.platform.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong, the answer is a problem document. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class ProblemTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    /nope,              404, NOT_FOUND",
        "GET,    /probe/nope,        404, NOT_FOUND",
        "GET,    /probe/things/1-1,  404, NOT_FOUND",
        "DELETE, /probe/body,        405, METHOD_NOT_ALLOWED",
        "GET,    /probe/failure/gone, 410, GONE",
        "GET,    /probe/viewer,      401, UNAUTHORIZED",
    })
    void refusalsOfTheFrameworkKeepTheirStatus(String method, String path, int status, String code) {
        given().request(method, path)
                .then()
                .statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("instance", equalTo(path))
                .body("detail", not(emptyOrNullString()))
                .body("errors", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /probe/body      | OPTIONS, POST",
                "PUT    | /probe/viewer    | GET, HEAD, OPTIONS",
                "POST   | /probe/things/x  | GET, HEAD, OPTIONS"
            })
    void whatIsNotAllowedSaysWhatIs(String method, String path, String allowed) {
        given().request(method, path).then().statusCode(405).header("Allow", equalTo(allowed));
    }

    @Test
    void aRefusedCallerIsToldWhatItTakes() {
        var token = Infrastructure.oidc().token(Fixtures.current().tenant("pro", "UTC"), "viewer");
        given().auth()
                .oauth2(token)
                .get("/probe/platform")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"))
                .body("detail", not(emptyOrNullString()))
                .body("instance", equalTo("/probe/platform"));
    }

    @Test
    void aProblemNamesItsTypeAndTitle() {
        given().get("/probe/failure/conflict")
                .then()
                .statusCode(409)
                .body("type", endsWith("/problems/conflict"))
                .body("title", equalTo(ProblemType.CONFLICT.title()))
                .body("detail", equalTo("The slug is taken."));
    }

    @Test
    void anUnsupportedMediaTypeIs415() {
        given().contentType("text/csv")
                .body("a,b")
                .post("/probe/body")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void anUnacceptableMediaTypeIs406() {
        given().accept("image/png")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/probe/body")
                .then()
                .statusCode(406)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("NOT_ACCEPTABLE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":",
                "{\"name\": \"a\", \"name\": \"b\", \"items\": []}",
                "{\"name\": \"a\", \"items\": []} {}",
                "{\"name\": \"\\x\"}",
                "[]",
            })
    void brokenJsonIsAMalformedBody(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/probe/body")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("MALFORMED_BODY"))
                .body("instance", equalTo("/probe/body"));
    }

    @Test
    void jsonNestedTooDeeplyIsAMalformedBody() {
        given().contentType(ContentType.JSON)
                .body("{\"items\": " + "[".repeat(5000))
                .post("/probe/body")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"a\", \"items\": [{\"count\": \"many\"}]} | items[0].count",
                "{\"name\": \"a\", \"items\": [{\"count\": \"1\"}]} | items[0].count",
                "{\"name\": \"a\", \"items\": [{\"count\": 1.5}]} | items[0].count",
                "{\"name\": \"a\", \"items\": [{\"count\": 1, \"size\": 2}]} | items[0].size",
                "{\"name\": 7, \"items\": []} | name",
                "{\"name\": \"a\\u0000\", \"items\": []} | name",
                "{\"name\": \"a\\ud800\", \"items\": []} | name",
                "{\"name\": \"\\udc00\\ud800\", \"items\": []} | name",
                "{\"name\": \"a\", \"tags\": [\"b\", \"\\u0000\"], \"items\": []} | tags[1]",
                "{\"name\": \"too long\", \"items\": []} | name",
                "{\"items\": []} | name",
                "{\"name\": \"a\", \"tags\": [\"b\", null], \"items\": []} | tags[1]",
                "{\"name\": \"a\", \"labels\": {\"b\": null}, \"items\": []} | labels[b]",
                "null | body",
                "{\"name\": \"a\", \"items\": [{\"count\": 0}]} | items[0].count",
            })
    void aWrongFieldIsNamed(String body, String field) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/probe/body")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("INVALID_REQUEST"))
                .body("errors.size()", equalTo(1))
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void textIsTakenAsItIs() {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"é🌊\", \"tags\": [\"\\ud83c\\udf0a\"], \"items\": []}")
                .post("/probe/body")
                .then()
                .statusCode(200)
                .body("name", equalTo("é🌊"))
                .body("tags[0]", equalTo("🌊"));
    }

    @Test
    void anEmptyBodyIsInvalid() {
        given().contentType(ContentType.JSON)
                .post("/probe/body")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"));
    }

    @ParameterizedTest
    @CsvSource({"abc", "0", "201", "1.5", "99999999999"})
    void aWrongQueryParameterIsNamed(String limit) {
        given().queryParam("limit", limit)
                .get("/probe/things/{id}", UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"))
                .body("errors[0].field", equalTo("limit"));
    }

    @Test
    void aFieldNamedByTheServiceIsInTheErrors() {
        given().get("/probe/failure/invalid")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("from"))
                .body("errors[0].message", equalTo("must be a date"));
    }

    @ParameterizedTest
    @CsvSource({"checked", "thrown"})
    void anUnexpectedFailureSaysNothingOfTheInside(String kind) {
        given().get("/probe/failure/" + kind)
                .then()
                .statusCode(500)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("INTERNAL_ERROR"))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void aStatementThatRunsTooLongIs503() {
        given().get("/probe/failure/slow")
                .then()
                .statusCode(503)
                .contentType(Problem.MEDIA_TYPE)
                .header("Retry-After", equalTo("2"))
                .body("code", equalTo("UNAVAILABLE"));
    }

    @Test
    void aBodyOverTheLimitOfTheServerIsAProblemToo() {
        given().contentType(ContentType.JSON)
                .body(" ".repeat(70_000))
                .post("/probe/body")
                .then()
                .statusCode(413)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("PAYLOAD_TOO_LARGE"));
    }

    @Test
    void theQueryIsNotRepeated() {
        given().get("/probe/failure/gone?token=hidden").then().body("instance", equalTo("/probe/failure/gone"));
    }
}
