package io.tidemark.platform.identity;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class ApiKeyTest {

    final UUID tenant = Fixtures.current().tenant("pro", "UTC");

    @Test
    void aKeyActsForItsTenant() {
        var key = Fixtures.current().apiKey(tenant, "read");

        given().header("Authorization", "Bearer " + key)
                .get("/probe/viewer")
                .then()
                .statusCode(200)
                .body("tenant", equalTo(tenant.toString()))
                .body("tier", equalTo("pro"))
                .body("roles", contains("viewer"))
                .body("byKey", equalTo(true));
    }

    @Test
    void aKeyMayComeInAHeaderOfItsOwn() {
        var key = Fixtures.current().apiKey(tenant, "read");

        given().header("X-API-Key", key).get("/probe/viewer").then().statusCode(200);
        given().header("authorization", "bearer " + key)
                .get("/probe/viewer")
                .then()
                .statusCode(200);
    }

    @Test
    void onceKnownAKeyKeepsTheRequestOnItsEventLoop() {
        var key = Fixtures.current().apiKey(tenant, "read");

        for (int i = 0; i < 3; i++) {
            given().header("X-API-Key", key).get("/probe/viewer").then().body("onEventLoop", equalTo(true));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ingest,   /probe/ingest, 200",
        "ingest,   /probe/viewer, 403",
        "read,     /probe/ingest, 403",
        "backfill, /probe/ingest, 200",
        "backfill, /probe/viewer, 403",
        "read,     /probe/tenant-admin, 403",
        "read,     /probe/platform, 403",
    })
    void aScopeGrantsNoMoreThanItSays(String scope, String path, int status) {
        var key = Fixtures.current().apiKey(tenant, scope);

        given().header("X-API-Key", key).get(path).then().statusCode(status);
    }

    @Test
    void theSameKeyTwiceIsFineButTwoCredentialsAreNot() {
        var key = Fixtures.current().apiKey(tenant, "read");
        var other = Fixtures.current().apiKey(tenant, "read");
        var token = Infrastructure.oidc().token(tenant, "viewer");

        assertThat(get(key, "Bearer " + key).statusCode()).isEqualTo(200);
        assertThat(get(key, "Bearer " + other).statusCode()).isEqualTo(401);
        assertThat(get(key, "Bearer " + token).statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyMayComeThroughAProxyThatHasCredentialsOfItsOwn() {
        var key = Fixtures.current().apiKey(tenant, "read");

        assertThat(get(key, "Basic dTpw").statusCode()).isEqualTo(200);
        assertThat(get("tmk_none", "Basic dTpw").statusCode()).isEqualTo(401);
    }

    @Test
    void whyAKeyIsRefusedIsNotTold() {
        var expired = Fixtures.current().apiKey(tenant, "read");
        change(expired, "expires_at = now() - interval '1 second'");
        var revoked = Fixtures.current().apiKey(tenant, "read");
        change(revoked, "revoked_at = now()");
        var deleted = Fixtures.current().tenant("pro", "UTC");
        var orphaned = Fixtures.current().apiKey(deleted, "read");
        Infrastructure.database().execute("UPDATE tenant SET deleted_at = now() WHERE id = ?", deleted);

        var unknown = get(ApiKeys.generate());

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.header("WWW-Authenticate")).isEqualTo("Bearer");
        for (var key : new String[] {expired, revoked, orphaned, "tmk_", "not-a-key", expired + "x"}) {
            var refusal = get(key);
            assertThat(refusal.statusCode()).isEqualTo(401);
            assertThat(refusal.asString()).isEqualTo(unknown.asString());
            assertThat(refusal.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void aKeyNotYetExpiredWorks() {
        var key = Fixtures.current().apiKey(tenant, "read");
        change(key, "expires_at = now() + interval '1 hour'");

        assertThat(get(key).statusCode()).isEqualTo(200);
    }

    @Test
    void aRevokedKeyStopsWithinTwoSeconds() {
        var key = Fixtures.current().apiKey(tenant, "read");
        assertThat(get(key).statusCode()).isEqualTo(200);

        change(key, "revoked_at = now()");

        await().atMost(2, SECONDS).until(() -> get(key).statusCode() == 401);
    }

    @Test
    void theKeysOfADeletedTenantStopWithinTwoSeconds() {
        var key = Fixtures.current().apiKey(tenant, "read");
        assertThat(get(key).statusCode()).isEqualTo(200);

        Infrastructure.database().execute("UPDATE tenant SET deleted_at = now() WHERE id = ?", tenant);

        await().atMost(2, SECONDS).until(() -> get(key).statusCode() == 401);
    }

    @Test
    void aNewKeyThatWasRefusedBeforeItWasMadeWorksWithinTwoSeconds() {
        var key = ApiKeys.generate();
        assertThat(get(key).statusCode()).isEqualTo(401);

        Infrastructure.database()
                .execute(
                        "INSERT INTO api_key (tenant_id, name, hash, hint, scopes) VALUES (?, 'late', ?, 'xxxx', ARRAY['read'])",
                        tenant,
                        ApiKeys.hash(key));

        await().atMost(3, SECONDS).until(() -> get(key).statusCode() == 200);
    }

    @Test
    void aChangeOfTierShowsWithinFiveSeconds() {
        var key = Fixtures.current().apiKey(tenant, "read");
        assertThat(get(key).path("tier").toString()).isEqualTo("pro");

        Infrastructure.database().execute("UPDATE tenant SET tier = 'free' WHERE id = ?", tenant);

        await().atMost(3, SECONDS).until(() -> get(key).path("tier").equals("free"));
    }

    @Test
    void aKeyActsForNobodyElse() {
        var key = Fixtures.current().apiKey(tenant, "read");
        var other = Fixtures.current().tenant("pro", "UTC");

        given().header("X-API-Key", key)
                .header("X-Tenant-Id", other)
                .get("/probe/viewer")
                .then()
                .statusCode(403);
        given().header("X-API-Key", key)
                .header("X-Tenant-Id", tenant)
                .get("/probe/viewer")
                .then()
                .statusCode(200);
    }

    private static void change(String key, String assignment) {
        Infrastructure.database().execute("UPDATE api_key SET " + assignment + " WHERE hash = ?", ApiKeys.hash(key));
    }

    private static Response get(String key) {
        return given().header("X-API-Key", key).get("/probe/viewer");
    }

    private static Response get(String key, String authorization) {
        return given().header("X-API-Key", key)
                .header("Authorization", authorization)
                .get("/probe/viewer");
    }
}
