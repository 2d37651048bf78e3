package io.tidemark.query.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class AuditEventResourceTest {

    private UUID tenant;

    @BeforeEach
    void newTenant() {
        tenant = Fixtures.current().tenant("pro", "UTC");
    }

    @Test
    void whatIsDoneIsRecordedWithWhoDidItAndToWhat() {
        var key = createKey();
        asAdmin().delete("/v1/api-keys/{id}", key).then().statusCode(204);

        asAdmin()
                .get("/v1/audit-events")
                .then()
                .statusCode(200)
                .body("items.action", contains("apiKey.revoked", "apiKey.created"))
                .body("items.target", everyItem(equalTo(key)))
                .body("items.actor", everyItem(equalTo("test-user")))
                .body("items.tenantId", everyItem(equalTo(tenant.toString())))
                .body("items.platform", everyItem(equalTo(false)))
                .body("items.apiKeyId", everyItem(nullValue()));
    }

    @Test
    void theSecretOfAKeyIsNotInTheLog() {
        var created = asAdmin()
                .body("{\"name\": \"gateway\", \"scopes\": [\"read\"]}")
                .post("/v1/api-keys");

        assertThat(asAdmin().get("/v1/audit-events").asString())
                .contains(created.<String>path("id"))
                .doesNotContain(created.<String>path("key"));
    }

    @Test
    void whatIsRefusedLeavesNoTrace() {
        asAdmin().delete("/v1/api-keys/{id}", UUID.randomUUID()).then().statusCode(404);
        asAdmin().delete("/v1/agents/{id}", UUID.randomUUID()).then().statusCode(404);
        asAdmin().delete("/v1/queries/{id}", "none").then().statusCode(404);

        asAdmin().get("/v1/audit-events").then().body("items", empty());
    }

    @Test
    void everyKindOfChangeIsRecorded() {
        var agent = asAdmin().body("{\"name\": \"a\"}").post("/v1/agents");
        asAdmin()
                .header("If-Match", agent.header("ETag"))
                .body("{\"name\": \"b\"}")
                .patch("/v1/agents/{id}", agent.<String>path("id"))
                .then()
                .statusCode(200);
        asAdmin().delete("/v1/agents/{id}", agent.<String>path("id")).then().statusCode(204);
        given().auth()
                .oauth2(Infrastructure.oidc().token(tenant, "tenant-admin"))
                .contentType(ContentType.JSON)
                .body("""
                        {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}}""")
                .put("/v1/api-definitions/{name}", "orders")
                .then()
                .statusCode(200);
        asAdmin().delete("/v1/api-definitions/{name}", "orders").then().statusCode(204);
        var key = createKey();
        asAdmin().body("{}").post("/v1/api-keys/{id}/rotate", key).then().statusCode(201);

        asAdmin()
                .get("/v1/audit-events")
                .then()
                .body(
                        "items.action",
                        contains(
                                "apiKey.rotated",
                                "apiKey.created",
                                "apiDefinition.deleted",
                                "apiDefinition.put",
                                "agent.deleted",
                                "agent.renamed",
                                "agent.created"));
    }

    @Test
    void anExportIsRecordedWithTheKeyThatAsked() {
        var key = Fixtures.current().apiKey(tenant, "read");
        given().header("X-API-Key", key)
                .get("/analytics/export/events?format=ndjson&from=now-1h")
                .then()
                .statusCode(200);

        asAdmin()
                .get("/v1/audit-events?action=export.started")
                .then()
                .body("items", hasSize(1))
                .body("items[0].target", equalTo("events"))
                .body("items[0].actor", equalTo("api-key:" + keyId()))
                .body("items[0].apiKeyId", equalTo(keyId()));
    }

    @Test
    void aPlatformAdministratorIsSeenByTheTenantAndSeesAll() {
        var platform = Infrastructure.oidc().tokenWithoutTenant("platform-admin");
        var slug = "s-" + UUID.randomUUID();
        var created = as(platform)
                .body("{\"slug\": \"%s\", \"name\": \"New\", \"tier\": \"pro\"}".formatted(slug))
                .post("/v1/tenants");
        created.then().statusCode(201);
        var id = created.<String>path("id");
        createKey();

        as(Infrastructure.oidc().token(UUID.fromString(id), "tenant-admin"))
                .get("/v1/audit-events")
                .then()
                .body("items.action", contains("tenant.created"))
                .body("items[0].platform", equalTo(true));
        as(platform)
                .get("/v1/audit-events")
                .then()
                .body("items.tenantId", hasItem(id))
                .body("items.tenantId", hasItem(tenant.toString()));
        as(platform)
                .header("X-Tenant-Id", id)
                .get("/v1/audit-events")
                .then()
                .body("items.tenantId", everyItem(equalTo(id)));
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        createKey();
        as(Infrastructure.oidc().token(Fixtures.current().tenant("pro", "UTC"), "tenant-admin"))
                .get("/v1/audit-events")
                .then()
                .body("items", empty());
    }

    @Test
    void onlyAdministratorsReadIt() {
        for (var role : new String[] {"viewer", "editor"}) {
            as(Infrastructure.oidc().token(tenant, role))
                    .get("/v1/audit-events")
                    .then()
                    .statusCode(403);
        }
        given().get("/v1/audit-events").then().statusCode(401);
    }

    @Test
    void pagesGoOnWhereTheLastEnded() {
        for (var i = 0; i < 3; i++) {
            createKey();
        }
        var first = asAdmin().get("/v1/audit-events?limit=2");
        first.then().body("items", hasSize(2));
        asAdmin()
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get("/v1/audit-events")
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
    }

    @Test
    void filtersNarrowTheList() {
        var key = createKey();
        createKey();
        asAdmin().get("/v1/audit-events?target=" + key).then().body("items", hasSize(1));
        asAdmin().get("/v1/audit-events?actor=nobody").then().body("items", empty());
        asAdmin().get("/v1/audit-events?action=apiKey.revoked").then().body("items", empty());
        asAdmin().get("/v1/audit-events?from=2001-01-01T00:00:00Z").then().body("items", hasSize(2));
        asAdmin().get("/v1/audit-events?to=2001-01-01T00:00:00Z").then().body("items", empty());
    }

    @ParameterizedTest
    @CsvSource({"action,none", "from,yesterday", "to,+99999-01-01T00:00:00Z", "limit,0"})
    void aWrongParameterIsNamed(String name, String value) {
        asAdmin()
                .queryParam(name, value)
                .get("/v1/audit-events")
                .then()
                .statusCode(400)
                .body("errors.field", contains(name));
    }

    private String createKey() {
        return asAdmin()
                .body("{\"name\": \"gateway\", \"scopes\": [\"read\"]}")
                .post("/v1/api-keys")
                .path("id");
    }

    private String keyId() {
        return Infrastructure.database()
                .query("SELECT id FROM api_key WHERE tenant_id = ?", tenant)
                .getFirst()
                .get("id")
                .toString();
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
