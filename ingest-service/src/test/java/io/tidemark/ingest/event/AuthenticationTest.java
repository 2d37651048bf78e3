package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidemark.ingest.Api;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OidcProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send, and for whom. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class AuthenticationTest {

    @Test
    void aKeyMayComeAsBearerToo() {
        var api = Api.newTenant();
        post(Api.anonymous().header("Authorization", "Bearer " + api.key())).statusCode(200);
        assertThat(api.count()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "tenant-admin"})
    void tokensOfEditorsAndAboveMaySend(String role) {
        var tenant = Fixtures.current().tenant("pro", "UTC");
        post(bearer(Infrastructure.oidc().token(tenant, role))).statusCode(200).body("accepted", equalTo(1));
    }

    @Test
    void viewersMayNotSend() {
        var tenant = Fixtures.current().tenant("pro", "UTC");
        post(bearer(Infrastructure.oidc().token(tenant, "viewer")))
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        post(Api.anonymous().header("X-API-Key", Fixtures.current().apiKey(tenant, "read")))
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void nobodyMayNotSend() {
        post(Api.anonymous()).statusCode(401).body("code", equalTo("UNAUTHORIZED"));
        post(Api.anonymous().header("X-API-Key", "tmk_" + "x".repeat(43)))
                .statusCode(401)
                .body("code", equalTo("UNAUTHORIZED"));
    }

    @Test
    void expiredForeignAndTamperedTokensAreRefused() {
        var tenant = Fixtures.current().tenant("pro", "UTC");
        Map<String, Object> claims = Map.of("tenant_id", tenant.toString(), "groups", List.of("editor"));
        var oidc = Infrastructure.oidc();
        var good = oidc.token(tenant, "editor");

        post(bearer(oidc.token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofHours(-1))))
                .statusCode(401);
        post(bearer(oidc.token("foreign", OidcProvider.AUDIENCE, claims, Duration.ofHours(1))))
                .statusCode(401);
        post(bearer(oidc.token(OidcProvider.ISSUER, "other", claims, Duration.ofHours(1))))
                .statusCode(401);
        post(bearer(good.substring(0, good.length() - 8) + "AAAAAAAA")).statusCode(401);
    }

    @Test
    void theTenantIsThatOfTheCredentialWhateverThePayloadSays() {
        var api = Api.newTenant();
        var other = Fixtures.current().tenant("pro", "UTC");

        api.post("{\"id\": \"a\", \"tenantId\": \"%s\"}".formatted(other))
                .statusCode(200)
                .body("accepted", equalTo(0), "rejected[0].problem.errors[0].field", equalTo("tenantId"));
        api.request()
                .header("X-Tenant-Id", other.toString())
                .contentType("application/json")
                .body("{\"id\": \"b\"}")
                .post("/v1/events");

        assertThat(Infrastructure.database().number("SELECT count(*) FROM event WHERE tenant_id = ?", other))
                .isZero();
    }

    @Test
    void anUnknownTenantIsForbidden() {
        post(bearer(Infrastructure.oidc().token(UUID.randomUUID(), "editor"))).statusCode(403);
    }

    @Test
    void onlyTheScopeBackfillSendsEventsOlderThanTheRetention() {
        var tenant = Fixtures.current().tenant("pro", "UTC");
        var old = "{\"id\": \"old\", \"time\": \"%s\"}".formatted(Instant.now().minus(Duration.ofDays(100)));

        post(Api.anonymous().header("X-API-Key", Fixtures.current().apiKey(tenant, "ingest")), old)
                .statusCode(200)
                .body("accepted", equalTo(0), "rejected[0].problem.errors[0].field", equalTo("time"));
        post(Api.anonymous().header("X-API-Key", Fixtures.current().apiKey(tenant, "backfill")), old)
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    @Test
    void backfillReachesAsFarBackAsCountsPerDayAreKept() {
        var tenant = Fixtures.current().tenant("pro", "UTC");
        var key = Fixtures.current().apiKey(tenant, "backfill");
        var event = "{\"id\": \"%d\", \"time\": \"%s\"}";
        var now = Instant.now();

        for (var days : List.of(729, 731)) {
            post(Api.anonymous().header("X-API-Key", key), event.formatted(days, now.minus(Duration.ofDays(days))))
                    .statusCode(200)
                    .body("accepted", equalTo(days < 730 ? 1 : 0));
        }
    }

    private static RequestSpecification bearer(String token) {
        return Api.anonymous().header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse post(RequestSpecification request) {
        return post(request, "{\"id\": \"a\"}");
    }

    private static ValidatableResponse post(RequestSpecification request, String body) {
        return request.contentType("application/json")
                .body(body)
                .post("/v1/events")
                .then();
    }
}
