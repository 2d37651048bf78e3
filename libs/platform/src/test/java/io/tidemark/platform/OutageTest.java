package io.tidemark.platform;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.identity.ApiKeys;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away while the service runs, and comes back. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "postgres", value = "own"))
class OutageTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @Test
    void knownCallersGoOnAndUnknownOnesAreAskedToComeBack() {
        var tenant = Fixtures.current().tenant("pro", "UTC");
        var known = Fixtures.current().apiKey(tenant, "read");
        var unseen = Fixtures.current().apiKey(tenant, "read");
        var other = Fixtures.current().tenant("pro", "UTC");
        var token = Infrastructure.oidc().token(tenant, "viewer");
        var unseenTenant = Infrastructure.oidc().token(other, "viewer");
        given().get(ready).then().statusCode(200);
        assertThat(get(known).statusCode()).isEqualTo(200);
        assertThat(getWithToken(token).statusCode()).isEqualTo(200);

        Infrastructure.database().server().stop();
        var began = System.nanoTime();
        // Beyond the two seconds for which an answer counts as fresh.
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(10))
                .until(() -> get(known).statusCode() == 200);
        assertThat(System.nanoTime() - began)
                .isGreaterThan(Duration.ofSeconds(4).toNanos());
        assertThat(getWithToken(token).statusCode()).isEqualTo(200);

        for (var answer : new Response[] {get(unseen), get(ApiKeys.generate()), getWithToken(unseenTenant)}) {
            answer.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("UNAVAILABLE"));
        }
        // Whoever is asked to come back must be told by the service: without a ready one, the ingress would answer.
        given().get(ready).then().statusCode(200);

        Infrastructure.database().server().start();
        await().atMost(10, SECONDS).until(() -> get(unseen).statusCode() == 200);
        assertThat(getWithToken(unseenTenant).statusCode()).isEqualTo(200);
        given().get(ready).then().statusCode(200);
    }

    private static Response get(String key) {
        return given().header("X-API-Key", key).get("/probe/viewer");
    }

    private static Response getWithToken(String token) {
        return given().auth().oauth2(token).get("/probe/viewer");
    }
}
