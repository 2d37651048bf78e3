package io.tidemark.query.gate;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
@TestProfile(FreeTierTest.Allowed.class)
class FreeTierTest {

    @ParameterizedTest
    @ValueSource(strings = {"free", "pro", "enterprise"})
    void eachTierMayAskIfTheFlagSaysSo(String tier) {
        Customer.of(tier, "UTC").get("/analytics/usage-summary").statusCode(200);
    }

    public static class Allowed implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ANALYTICS_FREE_TIER", "true");
        }
    }
}
