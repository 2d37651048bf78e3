package io.tidemark.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service that starts without Redis and without its OIDC provider. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "postgres", value = "own"))
@TestProfile(LonelyStartTest.NobodyThere.class)
class LonelyStartTest {

    public static final class NobodyThere implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.redis.hosts", "redis://127.0.0.1:1",
                    "quarkus.oidc.auth-server-url", "http://127.0.0.1:1/tidemark");
        }
    }

    @Test
    void keysWorkAndLimitsAreCountedInTheProcess() {
        var key = Fixtures.current().apiKey(Fixtures.current().tenant("free", "UTC"), "read");

        var passed = IntStream.range(0, 20)
                .filter(i ->
                        given().header("X-API-Key", key).get("/probe/limited").statusCode() == 200)
                .count();

        assertThat(passed).isBetween(5L, 15L);
    }

    @Test
    void aTokenThatCannotBeJudgedIsNotRefused() {
        var token = Infrastructure.oidc().token(Fixtures.current().tenant("pro", "UTC"), "viewer");

        given().auth()
                .oauth2(token)
                .get("/probe/viewer")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", equalTo("UNAVAILABLE"));
    }
}
