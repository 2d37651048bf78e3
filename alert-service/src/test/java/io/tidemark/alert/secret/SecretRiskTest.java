package io.tidemark.alert.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRiskTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev:ZGV2ZWxvcGVycyBvbmx5OiBub3QgYSBzZWNyZXQgISE=",
                " prod:dGVzdHMgb25seTogbm90IGEgc2VjcmV0IGF0IGFsbCE=",
                "a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void aKeyThatEverybodyKnowsIsFound(String key) {
        assertThat(SecretRisk.isKnown(key)).isTrue();
    }

    @RepeatedTest(100)
    void aRandomKeyIsFine() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        assertThat(SecretRisk.isKnown("k:" + Base64.getEncoder().encodeToString(bytes)))
                .isFalse();
    }
}
