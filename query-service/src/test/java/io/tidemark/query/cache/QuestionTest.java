package io.tidemark.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final UUID TENANT = UUID.fromString("6f1c2d3e-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("6f1c2d3e-0000-4000-8000-000000000002");

    @Test
    void theKeyNamesTenantAndEndpointAndHashesTheRest() {
        assertThat(key(TENANT, Map.of("from", "2026-03-01", "to", "2026-03-31")))
                .matches("analytics:" + TENANT + ":usage-summary:[0-9a-f]{64}");
    }

    @Test
    void tenantsDoNotShareAKey() {
        var same = Map.of("from", "2026-03-01");

        assertThat(key(TENANT, same)).isNotEqualTo(key(OTHER, same));
    }

    @Test
    void endpointsDoNotShareAKey() {
        assertThat(new Question(Endpoint.TOKEN_TRENDS, TENANT, Map.of(), Duration.ZERO).key())
                .isNotEqualTo(key(TENANT, Map.of()));
    }

    @Test
    void noValuePassesForAnotherParameter() {
        assertThat(key(TENANT, Map.of("a", "1&b=2"))).isNotEqualTo(key(TENANT, Map.of("a", "1", "b", "2")));
    }

    private static String key(UUID tenant, Map<String, String> parameters) {
        return new Question(Endpoint.USAGE_SUMMARY, tenant, parameters, Duration.ZERO).key();
    }
}
