package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both services against a real Keycloak, whose roles are at {@code realm_access/roles}. */
@SystemProfileOnly
class KeycloakIT {

    private static Keycloak keycloak;
    private static Deployment deployment;
    private static ServiceProcess ingest;
    private static ServiceProcess query;

    @BeforeAll
    static void deploy() throws IOException {
        deployment = new Deployment();
        UUID tenant = deployment.fixtures.tenant("pro", "UTC");
        keycloak = Keycloak.start(Path.of("target", "keycloak"), tenant);
        deployment
                .with("QUARKUS_OIDC_AUTH_SERVER_URL", keycloak.issuer("tidemark"))
                .with("TIDEMARK_OIDC_ROLE_CLAIM", "realm_access/roles");
        ingest = deployment.ingest();
        query = deployment.query();
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
        keycloak.close();
    }

    @Test
    void aGoodTokenIngestsAndReads() {
        var token = keycloak.token("tidemark", "good");
        assertThat(ask(token).statusCode()).isEqualTo(200);
        assertThat(send(token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "tidemark, no-audience,    401, UNAUTHORIZED",
        "other,    good,           401, UNAUTHORIZED",
        "tidemark, no-tenant,      403, FORBIDDEN",
        "tidemark, unknown-tenant, 403, FORBIDDEN",
        "tidemark, no-role,        403, FORBIDDEN",
    })
    void aTokenThatLacksSomethingIsRefused(String realm, String client, int status, String code) {
        assertRefused(keycloak.token(realm, client), status, code);
    }

    @Test
    void anExpiredTokenIsRefused() {
        var token = keycloak.token("tidemark", "short-lived");
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertRefused(token, 401, "UNAUTHORIZED"));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        var payload = keycloak.token("tidemark", "good").split("\\.")[1];
        var header = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        assertRefused(header + "." + payload + ".", 401, "UNAUTHORIZED");
    }

    @Test
    void aTamperedTokenIsRefused() {
        var parts = keycloak.token("tidemark", "good").split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var forged = claims.replaceFirst("\"tenant_id\":\"[^\"]+\"", "\"tenant_id\":\"" + UUID.randomUUID() + "\"");
        assertThat(forged).isNotEqualTo(claims);
        assertRefused(parts[0] + "." + base64(forged) + "." + parts[2], 401, "UNAUTHORIZED");
    }

    private static void assertRefused(String token, int status, String code) {
        for (var response : new HttpResponse<?>[] {ask(token), send(token)}) {
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(response.body().toString())
                    .contains("\"code\":\"" + code + "\"")
                    .doesNotContain("Exception");
        }
    }

    private static HttpResponse<String> ask(String token) {
        return ServiceProcess.get(query.url("/analytics/usage-summary"), "Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(String token) {
        return ServiceProcess.send(HttpRequest.newBuilder(ingest.url("/v1/events"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"" + UUID.randomUUID() + "\"}"))
                .build());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
