package io.tidemark.alert;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is evaluated but by the test itself. */
public final class ByHand implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("tidemark.alert.evaluation.enabled", "false", "tidemark.tiers.free.alert-rules", "2");
    }
}
