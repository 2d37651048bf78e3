package io.tidemark.query.apikey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class ApiKeyResourceTest {

    private UUID tenant;

    @BeforeEach
    void newTenant() {
        tenant = Fixtures.current().tenant("pro", "UTC");
    }

    @Test
    void aNewKeyWorksAndIsShownOnlyOnce() {
        var created = asAdmin()
                .body("{\"name\": \"gateway\", \"scopes\": [\"read\"]}")
                .post("/v1/api-keys");
        created.then()
                .statusCode(201)
                .body(
                        "key",
                        startsWith("tmk_"),
                        "name",
                        equalTo("gateway"),
                        "scopes",
                        equalTo(java.util.List.of("read")));
        var key = created.<String>path("key");

        given().header("X-API-Key", key).get("/v1/agents").then().statusCode(200);
        given().auth().oauth2(key).get("/v1/agents").then().statusCode(200);
        assertThat(asAdmin().get("/v1/api-keys").asString()).contains("gateway").doesNotContain(key);
        assertThat(asAdmin()
                        .get("/v1/api-keys/{id}", created.<String>path("id"))
                        .asString())
                .doesNotContain(key);
        assertThat(Infrastructure.database()
                        .number("SELECT count(*) FROM api_key WHERE position(convert_to(?, 'UTF8') IN hash) > 0", key))
                .isZero();
    }

    @Test
    void aRotatedKeyAndItsSuccessorAreBothValidForTheOverlap() {
        var old = create();
        var rotated = asAdmin().body("{\"overlap\": \"PT1H\"}").post("/v1/api-keys/{id}/rotate", old.id());
        rotated.then().statusCode(201).body("name", equalTo("gateway"));

        given().header("X-API-Key", old.key()).get("/v1/agents").then().statusCode(200);
        given().header("X-API-Key", rotated.<String>path("key"))
                .get("/v1/agents")
                .then()
                .statusCode(200);
        asAdmin()
                .get("/v1/api-keys/{id}", old.id())
                .then()
                .body("rotatedTo", equalTo(rotated.path("id")), "expiresAt", notNullValue());
        asAdmin().body("{}").post("/v1/api-keys/{id}/rotate", old.id()).then().statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0.5", "1e300", "\"1h\"", "\"P31D\"", "\"-PT1S\""})
    void anOverlapIsAnIso8601Duration(String overlap) {
        var old = create();

        asAdmin()
                .body("{\"overlap\": " + overlap + "}")
                .post("/v1/api-keys/{id}/rotate", old.id())
                .then()
                .statusCode(400)
                .body("errors.field", contains("overlap"));
        given().header("X-API-Key", old.key()).get("/v1/agents").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[\"read\", null]", "[\"admin\"]", "[]", "null"})
    void scopesAreNamed(String scopes) {
        asAdmin()
                .body("{\"name\": \"gateway\", \"scopes\": " + scopes + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(400)
                .body("errors[0].field", startsWith("scopes"));
    }

    @Test
    void aRotationNeedsNoBody() {
        asAdmin()
                .noContentType()
                .post("/v1/api-keys/{id}/rotate", create().id())
                .then()
                .statusCode(201)
                .body("name", equalTo("gateway"));
    }

    @Test
    void withoutAnOverlapTheOldKeyEndsAtOnce() {
        var old = create();
        asAdmin()
                .body("{\"overlap\": \"PT0S\"}")
                .post("/v1/api-keys/{id}/rotate", old.id())
                .then()
                .statusCode(201);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> given().header("X-API-Key", old.key())
                .get("/v1/agents")
                .then()
                .statusCode(401));
    }

    @Test
    void aRevokedKeyStopsWorkingWithinSeconds() {
        var key = create();
        given().header("X-API-Key", key.key()).get("/v1/agents").then().statusCode(200);
        asAdmin().delete("/v1/api-keys/{id}", key.id()).then().statusCode(204);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> given().header("X-API-Key", key.key())
                .get("/v1/agents")
                .then()
                .statusCode(401));
    }

    @Test
    void aKeyIsRenamedByWhoKnowsItsVersion() {
        var created = asAdmin()
                .body("{\"name\": \"gateway\", \"scopes\": [\"read\"]}")
                .post("/v1/api-keys");
        created.then().statusCode(201).header("ETag", "\"1\"");
        var id = created.<String>path("id");
        asAdmin().get("/v1/api-keys/{id}", id).then().header("ETag", "\"1\"");

        rename(id, null).then().statusCode(428).body("code", equalTo("PRECONDITION_REQUIRED"));
        rename(id, "\"1\"").then().statusCode(200).header("ETag", "\"2\"").body("name", equalTo("edge"));
        rename(id, "\"1\"").then().statusCode(412).body("code", equalTo("PRECONDITION_FAILED"));
        rename(UUID.randomUUID().toString(), "*").then().statusCode(404);
        given().header("X-API-Key", created.<String>path("key"))
                .get("/v1/agents")
                .then()
                .statusCode(200);
        asAdmin().get("/v1/audit-events").then().body("items[0].action", equalTo("apiKey.renamed"));
    }

    @Test
    void aKeyIsRevokedInTheVersionThatIsKnownIfAny() {
        var key = create();
        asAdmin().body("{}").post("/v1/api-keys/{id}/rotate", key.id()).then().header("ETag", "\"1\"");

        asAdmin()
                .header("If-Match", "\"1\"")
                .delete("/v1/api-keys/{id}", key.id())
                .then()
                .statusCode(412);
        asAdmin()
                .header("If-Match", "\"2\"")
                .delete("/v1/api-keys/{id}", key.id())
                .then()
                .statusCode(204);
        asAdmin().get("/v1/api-keys/{id}", key.id()).then().header("ETag", "\"3\"");
        asAdmin().delete("/v1/api-keys/{id}", key.id()).then().statusCode(204);
        asAdmin().get("/v1/api-keys/{id}", key.id()).then().header("ETag", "\"3\"");
    }

    private Response rename(String id, @Nullable String known) {
        var request = asAdmin().body("{\"name\": \"edge\"}");
        return (known == null ? request : request.header("If-Match", known)).patch("/v1/api-keys/{id}", id);
    }

    @Test
    void keysOfAnotherTenantAreLikeNone() {
        var foreign = create();
        var stranger = Infrastructure.oidc().token(Fixtures.current().tenant("pro", "UTC"), "tenant-admin");
        for (var id : new String[] {foreign.id(), UUID.randomUUID().toString()}) {
            as(stranger).get("/v1/api-keys/{id}", id).then().statusCode(404).body("code", equalTo("API_KEY_NOT_FOUND"));
            as(stranger).delete("/v1/api-keys/{id}", id).then().statusCode(404);
            as(stranger).body("{}").post("/v1/api-keys/{id}/rotate", id).then().statusCode(404);
        }
        as(stranger).get("/v1/api-keys").then().body("items", hasSize(0));
        given().header("X-API-Key", foreign.key()).get("/v1/agents").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\": [\"read\"]}                                                              | name",
                "{\"name\": \"k\", \"scopes\": []}                                                     | scopes",
                "{\"name\": \"a\\u0000b\", \"scopes\": [\"read\"]}                                          | name",
                "{\"name\": \"k\", \"scopes\": [\"read\"], \"expiresAt\": \"+99999-01-01T00:00:00Z\"}  | expiresAt",
                "{\"name\": \"k\", \"scopes\": [\"root\"]}                                             | scopes",
                "{\"name\": \"k\", \"scopes\": [\"read\"], \"expiresAt\": \"2001-01-01T00:00:00Z\"}    | expiresAt",
            })
    void anInvalidKeyIsRefusedNamingTheField(String body, String field) {
        asAdmin()
                .body(body)
                .post("/v1/api-keys")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem(containsString(field)));
    }

    @Test
    void onlyTenantAdministratorsManageKeys() {
        for (var role : new String[] {"viewer", "editor"}) {
            as(Infrastructure.oidc().token(tenant, role))
                    .get("/v1/api-keys")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("FORBIDDEN"));
        }
        given().header("X-API-Key", create().key()).get("/v1/api-keys").then().statusCode(403);
        given().get("/v1/api-keys").then().statusCode(401);
    }

    @Test
    void theListGoesOnWhereThePageEnded() {
        var ids = new java.util.ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.add(create().id());
        }
        var first = asAdmin().queryParam("limit", 2).get("/v1/api-keys");
        first.then().body("items.id", equalTo(ids.subList(0, 2)));
        asAdmin()
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get("/v1/api-keys")
                .then()
                .body("items.id", equalTo(ids.subList(2, 3)), "items.id", not(hasItem(ids.get(0))));
    }

    private record Key(String id, String key) {}

    private Key create() {
        var created = asAdmin()
                .body("{\"name\": \"gateway\", \"scopes\": [\"read\", \"ingest\"]}")
                .post("/v1/api-keys");
        return new Key(created.path("id"), created.path("key"));
    }

    private RequestSpecification asAdmin() {
        return as(Infrastructure.oidc().token(tenant, "tenant-admin"));
    }

    private static RequestSpecification as(String token) {
        return given().filter(OpenApi.validating("query.yaml"))
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(token);
    }
}
