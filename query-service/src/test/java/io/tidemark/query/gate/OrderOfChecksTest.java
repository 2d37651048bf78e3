package io.tidemark.query.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.tidemark.query.Customer;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 401, then 429, then 403, then 400, then 404. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
@TestProfile(OrderOfChecksTest.TwoRequestsPerSecond.class)
class OrderOfChecksTest {

    private static final String MALFORMED = "/analytics/agent-activity?from=x&agentId=" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/analytics/usage-summary",
                "/analytics/agent-activity",
                "/analytics/token-trends",
                "/analytics/endpoint-usage",
                "/analytics/credential-rotations",
                "/api/analytics/usage-summary"
            })
    void withoutACredentialNothingElseIsLookedAt(String path) {
        given().get(path + "?from=x")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHORIZED"), "instance", equalTo(path));
    }

    @Test
    void aCredentialThatMayNotReadIsForbidden() {
        var key = Fixtures.current().apiKey(Customer.pro().id(), "ingest");

        given().auth().oauth2(key).get(MALFORMED).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void anApiKeyMayReadToo() {
        var key = Fixtures.current().apiKey(Customer.pro().id(), "read");

        given().header("X-API-Key", key).get("/analytics/usage-summary").then().statusCode(200);
    }

    @Test
    void theRateLimitComesBeforeTheTier() {
        var free = Customer.of("free", "UTC");

        exhausted(free, MALFORMED)
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("RATE_LIMITED"))
                .header("Retry-After", matchesPattern("[0-9]+"))
                .header("RateLimit", containsString("r=0"))
                .header("RateLimit-Policy", notNullValue());
    }

    @Test
    void theRateLimitComesBeforeTheParameters() {
        exhausted(Customer.pro(), MALFORMED).statusCode(429);
    }

    @Test
    void theRateLimitIsTheTenantsOwn() {
        exhausted(Customer.pro(), MALFORMED).statusCode(429);

        Customer.pro().get("/analytics/usage-summary").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/analytics/usage-summary",
                "/analytics/agent-activity",
                "/analytics/token-trends",
                "/analytics/endpoint-usage",
                "/analytics/credential-rotations"
            })
    void freeTenantsAreRefusedBeforeTheParametersAreLookedAt(String path) {
        Customer.of("free", "UTC")
                .get(path + "?from=x&nonsense=1")
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("ANALYTICS_NOT_AVAILABLE"));
    }

    @Test
    void malformedParametersComeBeforeUnknownAgents() {
        Customer.pro().get(MALFORMED).statusCode(400).body("code", equalTo("INVALID_DATE_RANGE"));
    }

    @Test
    void eachAnswerSaysWhatIsLeftOfTheLimit() {
        var acme = Customer.pro();

        for (var path : List.of("/analytics/usage-summary", MALFORMED)) {
            acme.get(path)
                    .header("RateLimit-Policy", equalTo("\"read\";q=2;w=1"))
                    .header("RateLimit", matchesPattern("\"read\";r=[01];t=[01]"));
        }
    }

    /** The first answer after the limit is used up. */
    private static ValidatableResponse exhausted(Customer customer, String path) {
        var answer = customer.get(path);
        for (int i = 0; i < 20 && answer.extract().statusCode() != 429; i++) {
            answer = customer.get(path);
        }
        return answer;
    }

    public static class TwoRequestsPerSecond implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tidemark.tiers.free.read-requests-per-second", "2",
                    "tidemark.tiers.pro.read-requests-per-second", "2",
                    "tidemark.rate-limit.redis-timeout", "2s");
        }
    }
}
