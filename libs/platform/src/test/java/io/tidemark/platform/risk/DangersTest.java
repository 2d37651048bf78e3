package io.tidemark.platform.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DangersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quarkus.oidc.auth-server-url                        | http://idp.example.com/realms/a | oidc-over-http",
                "quarkus.oidc.auth-server-url                        | HTTP://10.0.0.7:8080/           | oidc-over-http",
                "quarkus.oidc.auth-server-url                        | http://localhost.example.com/   | oidc-over-http",
                "quarkus.oidc.tls.verification                       | none | oidc-certificate-unverified",
                "quarkus.tls.trust-all                               | true | oidc-certificate-unverified",
                "quarkus.oidc.token.audience                         | any  | oidc-any-audience",
                "quarkus.oidc.token.issuer                           | any  | oidc-any-issuer",
                "quarkus.oidc.token.signature-algorithm              | HS256 | oidc-symmetric-signature",
                "quarkus.oidc.token.allow-opaque-token-introspection | true | oidc-introspection",
                "quarkus.http.cors.origins                           | https://a.example.com, * | cors-any-origin",
                "quarkus.http.cors.origins                           | /.*/ | cors-any-origin",
            })
    void aDangerousSettingIsFound(String setting, String value, String danger) {
        assertThat(Dangers.in(settings(Map.of(setting, value)))).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo(danger);
            assertThat(found.what()).endsWith(".");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.oidc.auth-server-url, https://idp.example.com/realms/a",
        "quarkus.oidc.auth-server-url, http://localhost:9090/tidemark",
        "quarkus.oidc.auth-server-url, http://127.0.0.1:9090/tidemark",
        "quarkus.oidc.auth-server-url, http://[::1]:9090/tidemark",
        "quarkus.oidc.tls.verification, required",
        "quarkus.oidc.token.audience, tidemark",
        "quarkus.oidc.token.signature-algorithm, RS256",
        "quarkus.http.cors.origins, https://a.example.com",
    })
    void aSafeSettingIsNot(String setting, String value) {
        assertThat(Dangers.in(settings(Map.of(setting, value)))).isEmpty();
    }

    @Test
    void withoutSettingsThereIsNoDanger() {
        assertThat(Dangers.in(settings(Map.of()))).isEmpty();
    }

    private static Function<String, Optional<String>> settings(Map<String, String> settings) {
        return name -> Optional.ofNullable(settings.get(name));
    }
}
