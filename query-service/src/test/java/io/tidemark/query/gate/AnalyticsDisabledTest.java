package io.tidemark.query.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
@TestProfile(AnalyticsDisabledTest.Disabled.class)
class AnalyticsDisabledTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/analytics/usage-summary",
                "/analytics/agent-activity",
                "/analytics/token-trends",
                "/analytics/endpoint-usage",
                "/analytics/credential-rotations",
                "/api/analytics/usage-summary",
                "/analytics/nothing"
            })
    void allAnalyticsAreGoneEvenForStrangers(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"), "instance", equalTo(path));
        given().auth()
                .oauth2(Customer.pro().token())
                .get(path + "?from=x")
                .then()
                .statusCode(404);
    }

    @Test
    void otherPathsStay() {
        given().get("/v1/agents").then().statusCode(401);
    }

    public static class Disabled implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ANALYTICS_ENABLED", "false");
        }
    }
}
