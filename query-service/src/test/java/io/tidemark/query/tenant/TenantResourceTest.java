package io.tidemark.query.tenant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.zone.ZoneName;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class TenantResourceTest {

    /** About as many, whatever tenants other tests have left. */
    private static final int PAGES = 10;

    @Test
    void aCreatedTenantIsFoundWithItsVersion() {
        var slug = slug();
        var created = asPlatformAdmin().body("""
                        {"slug": "%s", "name": "Acme", "tier": "pro", "timeZone": "Europe/Paris"}""".formatted(slug)).post("/v1/tenants");
        created.then()
                .statusCode(201)
                .header("Location", containsString("/v1/tenants/"))
                .header("ETag", "\"1\"");

        asPlatformAdmin()
                .get("/v1/tenants/{id}", created.<String>path("id"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body(
                        "slug",
                        equalTo(slug),
                        "name",
                        equalTo("Acme"),
                        "tier",
                        equalTo("pro"),
                        "timeZone",
                        equalTo("Europe/Paris"));
    }

    @Test
    void theHomeZoneIsUtcUnlessToldOtherwise() {
        asPlatformAdmin()
                .body("""
                        {"slug": "%s", "name": "Acme", "tier": "free"}""".formatted(slug()))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .body("timeZone", equalTo("UTC"));
        asPlatformAdmin()
                .body("""
                        {"slug": "%s", "name": "Acme", "tier": "free", "timeZone": "CET"}""".formatted(slug()))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .body("timeZone", equalTo("CET"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"slug\": \"Acme!\", \"name\": \"A\", \"tier\": \"pro\"}                                   | slug",
                "{\"slug\": \"acme-1\", \"name\": \" \", \"tier\": \"pro\"}                                  | name",
                "{\"slug\": \"acme-1\", \"name\": \"A\"}                                                     | tier",
                "{\"slug\": \"acme-1\", \"name\": \"A\", \"tier\": \"gold\"}                                 | tier",
                "{\"slug\": \"acme-1\", \"name\": \"A\", \"tier\": \"pro\", \"timeZone\": \"Mars/Olympus\"}  | timeZone",
                "{\"slug\": \"acme-1\", \"name\": \"A\", \"tier\": \"pro\", \"timeZone\": \"+02:00\"}        | timeZone",
            })
    void anInvalidTenantIsRefusedNamingTheField(String body, String field) {
        asPlatformAdmin()
                .body(body)
                .post("/v1/tenants")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("INVALID_REQUEST"), "errors.field", hasItem(field));
    }

    @Test
    void everyHomeZoneIsKnownToPostgresToo() {
        var known = Infrastructure.database().query("SELECT name FROM pg_timezone_names").stream()
                .map(row -> row.get("name"))
                .collect(Collectors.toSet());
        var homes = ZoneId.getAvailableZoneIds().stream()
                .filter(TenantResourceTest::isHome)
                .collect(Collectors.toSet());

        assertThat(homes).hasSizeGreaterThan(400);
        assertThat(known).containsAll(homes);
    }

    private static boolean isHome(String name) {
        try {
            return ZoneName.parse("timeZone", name).getId().equals(name);
        } catch (ProblemException e) {
            return false;
        }
    }

    @Test
    void aSlugIsTakenOnce() {
        var body = """
                {"slug": "%s", "name": "Acme", "tier": "pro"}""".formatted(slug());
        asPlatformAdmin().body(body).post("/v1/tenants").then().statusCode(201);
        asPlatformAdmin().body(body).post("/v1/tenants").then().statusCode(409).body("code", equalTo("CONFLICT"));
    }

    @Test
    void theListIsPagedBySlugWithoutGapsOrRepeats() {
        for (int i = 0; i < 5; i++) {
            Fixtures.current().tenant("pro", "UTC");
        }
        var all = (int) Infrastructure.database().number("SELECT count(*) FROM tenant WHERE deleted_at IS NULL");
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var request = asPlatformAdmin().queryParam("limit", Math.min(all / PAGES + 1, 200));
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/tenants");
            page.then().statusCode(200);
            seen.addAll(page.path("items.slug"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize(all);
    }

    @Test
    void anUpdateNeedsTheVersionThatItKnows() {
        var tenant = Fixtures.current().tenant("free", "UTC");
        var change = "{\"tier\": \"pro\"}";

        asPlatformAdmin().body(change).patch("/v1/tenants/{id}", tenant).then().statusCode(428);
        asPlatformAdmin()
                .header("If-Match", "\"1\"")
                .body(change)
                .patch("/v1/tenants/{id}", tenant)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("tier", equalTo("pro"));
        asPlatformAdmin()
                .header("If-Match", "\"1\"")
                .body(change)
                .patch("/v1/tenants/{id}", tenant)
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        asPlatformAdmin()
                .header("If-Match", "\"1\"")
                .body(change)
                .patch("/v1/tenants/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("TENANT_NOT_FOUND"));
    }

    @Test
    void anUpdateMayKnowSeveralVersionsOrTakeAny() {
        var tenant = Fixtures.current().tenant("free", "UTC");
        for (var known : List.of("\"7\", \"1\"", "*")) {
            asPlatformAdmin()
                    .header("If-Match", known)
                    .body("{\"tier\": \"pro\"}")
                    .patch("/v1/tenants/{id}", tenant)
                    .then()
                    .statusCode(200);
        }
        for (var unknown : List.of("\"7\", \"8\"", "W/\"3\"", "3", "\"3", "*, \"7\"")) {
            asPlatformAdmin()
                    .header("If-Match", unknown)
                    .body("{\"tier\": \"pro\"}")
                    .patch("/v1/tenants/{id}", tenant)
                    .then()
                    .statusCode(412);
        }
    }

    @Test
    void aNameIsNeverBlank() {
        var tenant = Fixtures.current().tenant("free", "UTC");
        for (var name : List.of("", " ", "   ")) {
            asPlatformAdmin()
                    .header("If-Match", "\"1\"")
                    .body("{\"name\": \"%s\"}".formatted(name))
                    .patch("/v1/tenants/{id}", tenant)
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("name"));
        }
        asPlatformAdmin()
                .header("If-Match", "\"1\"")
                .body("{\"name\": \" Acme Inc \"}")
                .patch("/v1/tenants/{id}", tenant)
                .then()
                .statusCode(200);
    }

    @Test
    void aMemberSeesTheirOwnTenantAndNoOther() {
        var own = Fixtures.current().tenant("pro", "UTC");
        var other = Fixtures.current().tenant("pro", "UTC");
        var token = Infrastructure.oidc().token(own, "viewer");

        as(token).get("/v1/tenants/{id}", own).then().statusCode(200);
        var foreign =
                as(token).get("/v1/tenants/{id}", other).then().statusCode(404).extract();
        var unknown = as(token)
                .get("/v1/tenants/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .extract();
        assertThat(foreign.<String>path("detail")).isEqualTo(unknown.path("detail"));
        assertThat(foreign.<String>path("code")).isEqualTo(unknown.path("code"));
    }

    @Test
    void onlyPlatformAdministratorsManageTenants() {
        var tenant = Fixtures.current().tenant("pro", "UTC");
        var token = Infrastructure.oidc().token(tenant, "tenant-admin");

        as(token).get("/v1/tenants").then().statusCode(403);
        as(token).body("{}").post("/v1/tenants").then().statusCode(403);
        as(token).body("{}").patch("/v1/tenants/{id}", tenant).then().statusCode(403);
        as(token).delete("/v1/tenants/{id}", tenant).then().statusCode(403);
        given().get("/v1/tenants").then().statusCode(401).body("code", equalTo("UNAUTHORIZED"));
    }

    @Test
    void aDeletedTenantIsGoneAndItsCredentialsWithIt() {
        var tenant = Fixtures.current().tenant("pro", "UTC");
        var key = Fixtures.current().apiKey(tenant, "read");
        given().header("X-API-Key", key).get("/v1/agents").then().statusCode(200);

        asPlatformAdmin()
                .header("If-Match", "\"7\"")
                .delete("/v1/tenants/{id}", tenant)
                .then()
                .statusCode(412);
        asPlatformAdmin()
                .header("If-Match", "\"1\"")
                .delete("/v1/tenants/{id}", tenant)
                .then()
                .statusCode(202)
                .body("status", equalTo("deleting"));
        asPlatformAdmin().delete("/v1/tenants/{id}", tenant).then().statusCode(404);
        asPlatformAdmin().get("/v1/tenants/{id}", tenant).then().statusCode(404);
        asPlatformAdmin()
                .queryParam("limit", 200)
                .get("/v1/tenants")
                .then()
                .body("items.id", everyItem(not(tenant.toString())));
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> given().header("X-API-Key", key)
                .get("/v1/agents")
                .then()
                .statusCode(401));
    }

    @Test
    void theLastPageHasNoCursor() {
        var cursor =
                asPlatformAdmin().queryParam("limit", 200).get("/v1/tenants").<String>path("nextCursor");
        for (var page = 1; cursor != null; page++) {
            assertThat(page).as("pages").isLessThan(100);
            cursor = asPlatformAdmin()
                    .queryParam("limit", 200)
                    .queryParam("cursor", cursor)
                    .get("/v1/tenants")
                    .path("nextCursor");
        }
        asPlatformAdmin()
                .queryParam("cursor", "nonsense")
                .get("/v1/tenants")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
        asPlatformAdmin()
                .queryParam("limit", 0)
                .get("/v1/tenants")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("limit"));
    }

    private static RequestSpecification asPlatformAdmin() {
        return as(Infrastructure.oidc().tokenWithoutTenant("platform-admin"));
    }

    private static RequestSpecification as(String token) {
        return given().filter(OpenApi.validating("query.yaml"))
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(token);
    }

    private static String slug() {
        return "s-" + UUID.randomUUID();
    }
}
