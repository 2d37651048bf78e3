package io.tidemark.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer, good or bad, says what browsers and caches may do with it. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class SecurityHeadersTest {

    @ParameterizedTest
    @CsvSource({
        "GET,/probe/things/00000000-0000-0000-0000-000000000001,200",
        "GET,/probe/viewer,401",
        "GET,/nope,404",
        "DELETE,/probe/body,405",
        "POST,/probe/body,400"
    })
    void dataIsNeitherKeptNorGuessedNorFramed(String method, String path, int status) {
        given().contentType("application/json")
                .request(method, path)
                .then()
                .statusCode(status)
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"))
                .header("Strict-Transport-Security", nullValue());
    }
}
