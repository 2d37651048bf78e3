package io.tidemark.platform.identity;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OidcProvider;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class TokenTest {

    final OidcProvider oidc = Infrastructure.oidc();
    final UUID tenant = Fixtures.current().tenant("pro", "UTC");

    @Test
    void aTokenActsForItsTenant() {
        given().auth()
                .oauth2(oidc.token(tenant, "viewer"))
                .get("/probe/viewer")
                .then()
                .statusCode(200)
                .body("tenant", equalTo(tenant.toString()))
                .body("roles", contains("viewer"))
                .body("byKey", equalTo(false))
                .body("onEventLoop", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({
        "viewer,       /probe/viewer,       200",
        "viewer,       /probe/ingest,       403",
        "viewer,       /probe/tenant-admin, 403",
        "editor,       /probe/viewer,       200",
        "editor,       /probe/ingest,       200",
        "editor,       /probe/tenant-admin, 403",
        "tenant-admin, /probe/viewer,       200",
        "tenant-admin, /probe/ingest,       200",
        "tenant-admin, /probe/tenant-admin, 200",
        "tenant-admin, /probe/platform,     403",
        "ingest,       /probe/ingest,       403",
        "backfill,     /probe/ingest,       403",
        "nobody,       /probe/viewer,       403",
    })
    void rolesImplyWhatIsBelowThem(String role, String path, int status) {
        assertThat(get(oidc.token(tenant, role), path).statusCode()).isEqualTo(status);
    }

    @Test
    void expiredForeignAndForgedTokensAreAllRefusedAlike() throws Exception {
        var claims = Map.<String, Object>of("tenant_id", tenant.toString(), "groups", List.of("viewer"));
        var good = oidc.token(tenant, "viewer");
        var refused = Map.of(
                "expired", oidc.token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofHours(-1)),
                "for somebody else", oidc.token(OidcProvider.ISSUER, "other", claims, Duration.ofHours(1)),
                "by somebody else", oidc.token("other", OidcProvider.AUDIENCE, claims, Duration.ofHours(1)),
                "tampered with", tampered(good),
                "unsigned", unsigned(good),
                "signed symmetrically", symmetric(good),
                "no token", "nonsense",
                "no JWT", "a.b.c");
        var none = given().get("/probe/viewer");

        refused.forEach((why, token) -> {
            var refusal = get(token, "/probe/viewer");
            assertThat(refusal.statusCode()).as(why).isEqualTo(401);
            assertThat(refusal.contentType()).as(why).isEqualTo("application/problem+json");
            assertThat(refusal.header("WWW-Authenticate")).as(why).isEqualTo("Bearer");
            assertThat(refusal.asString()).as(why).isEqualTo(none.asString());
        });
    }

    @Test
    void aTokenOfAnotherIssuerIsRefusedEvenWithTheRightSignature() {
        var claims = Map.<String, Object>of(
                "tenant_id", tenant.toString(), "groups", List.of("viewer"), "iss", "https://issuer.example");
        var token = oidc.token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofHours(1));

        assertThat(get(token, "/probe/viewer").statusCode()).isEqualTo(401);
    }

    @Test
    void withoutATenantThereIsNothingToSee() {
        var problem = get(oidc.tokenWithoutTenant("viewer", "tenant-admin"), "/probe/viewer");

        assertThat(problem.statusCode()).isEqualTo(403);
        assertThat(problem.path("code").toString()).isEqualTo("FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({"not-a-uuid", "1-1-1-1-1", "''", "00000000-0000-0000-0000-000000000000"})
    void aTenantThatIsNoneIs403(String id) {
        var claims = Map.<String, Object>of("tenant_id", id, "groups", List.of("viewer"));
        var token = oidc.token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofHours(1));

        assertThat(get(token, "/probe/viewer").statusCode()).isEqualTo(403);
    }

    @Test
    void aDeletedTenantIs403WithinTwoSeconds() {
        var token = oidc.token(tenant, "viewer");
        assertThat(get(token, "/probe/viewer").statusCode()).isEqualTo(200);

        Infrastructure.database().execute("UPDATE tenant SET deleted_at = now() WHERE id = ?", tenant);

        await().atMost(2, SECONDS).until(() -> get(token, "/probe/viewer").statusCode() == 403);
    }

    @Test
    void rolesOfTheWrongTypeGrantNothing() {
        var claims = Map.<String, Object>of("tenant_id", tenant.toString(), "groups", Map.of("viewer", true));
        var token = oidc.token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofHours(1));

        assertThat(get(token, "/probe/viewer").statusCode()).isIn(401, 403);
    }

    @Test
    void aPlatformAdministratorActsForTheTenantItNames() {
        given().auth()
                .oauth2(oidc.tokenWithoutTenant("platform-admin"))
                .header("X-Tenant-Id", tenant)
                .get("/probe/tenant-admin")
                .then()
                .statusCode(200)
                .body("tenant", equalTo(tenant.toString()))
                .body("roles", containsInAnyOrder("platform-admin", "tenant-admin", "editor", "viewer", "ingest"));
    }

    @Test
    void withoutOneItHasOnlyThePlatform() {
        var token = oidc.tokenWithoutTenant("platform-admin");

        assertThat(get(token, "/probe/platform").statusCode()).isEqualTo(200);
        assertThat(get(token, "/probe/viewer").statusCode()).isEqualTo(403);
    }

    @Test
    void aPlatformAdministratorIsToldWhichTenantIsWrong() {
        var token = oidc.tokenWithoutTenant("platform-admin");

        var unknown = getFor(token, UUID.randomUUID().toString());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.path("code").toString()).isEqualTo("TENANT_NOT_FOUND");
        assertThat(unknown.path("instance").toString()).isEqualTo("/probe/viewer");
        assertThat(getFor(token, "acme").statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyElseActsForATenant() {
        var other = Fixtures.current().tenant("pro", "UTC");
        var token = oidc.token(tenant, "tenant-admin", "viewer");

        assertThat(getFor(token, other.toString()).statusCode()).isEqualTo(403);
        assertThat(getFor(token, UUID.randomUUID().toString()).statusCode()).isEqualTo(403);
        assertThat(getFor(token, "acme").statusCode()).isEqualTo(403);
        assertThat(getFor(token, tenant.toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenWithoutTeamsReadsAllEvents() {
        assertThat(get(oidc.token(tenant, "viewer"), "/probe/teams").<List<String>>path("$"))
                .containsExactly("all");
    }

    @ParameterizedTest
    @MethodSource("teamClaims")
    void theClaimOfTeamsNarrowsWhateverIsInIt(Object claim, List<String> teams) {
        var claims = Map.of("tenant_id", tenant.toString(), "groups", List.of("viewer"), "teams", claim);
        var token = oidc.token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofHours(1));

        assertThat(get(token, "/probe/teams").<List<String>>path("$")).isEqualTo(teams);
    }

    static Stream<Arguments> teamClaims() {
        return Stream.of(
                arguments(List.of("pay", "cart", "pay"), List.of("cart", "pay")),
                arguments("pay", List.of("pay")),
                arguments(List.of(), List.of()),
                arguments(List.of("", "a\nb"), List.of()),
                arguments(Map.of("pay", true), List.of()),
                arguments(7, List.of()));
    }

    @Test
    void aPlatformAdministratorsTeamsNarrowItEverywhere() {
        var claims = Map.<String, Object>of("groups", List.of("platform-admin"), "teams", List.of("pay"));
        var token = oidc.token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofHours(1));

        var answer = given().auth().oauth2(token).header("X-Tenant-Id", tenant).get("/probe/teams");
        assertThat(answer.<List<String>>path("$")).containsExactly("pay");
    }

    private static Response get(String token, String path) {
        return given().auth().oauth2(token).get(path);
    }

    private static Response getFor(String token, String tenant) {
        return given().auth().oauth2(token).header("X-Tenant-Id", tenant).get("/probe/viewer");
    }

    private static String tampered(String token) {
        var parts = token.split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("viewer", "editor");
        return parts[0] + "." + base64(claims) + "." + parts[2];
    }

    private static String unsigned(String token) {
        return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + token.split("\\.")[1] + ".";
    }

    private static String symmetric(String token) throws JOSEException, ParseException {
        var signed = SignedJWT.parse(token);
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(signed.getHeader().getKeyID())
                .build();
        var forged = new SignedJWT(header, signed.getJWTClaimsSet());
        forged.sign(new MACSigner("a secret of thirty-two characters"));
        return forged.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
