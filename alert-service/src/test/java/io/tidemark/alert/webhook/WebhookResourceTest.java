package io.tidemark.alert.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class WebhookResourceTest {

    private static final String PATH = "/v1/webhooks";
    private static final String HOOK = """
            {"name": "on call", "url": "https://hooks.example/T0/s3cret?a=b",
             "eventTypes": ["alert.firing", "alert.resolved"], "severities": ["critical"],
             "labels": {"team": "shop"}, "format": "standard"}""";

    private UUID tenant;

    @BeforeEach
    void newTenant() {
        tenant = Fixtures.current().tenant("pro", "UTC");
    }

    @Test
    void aTenantMayHaveAHundredWebhooks() {
        var first = as("editor").body(HOOK).post(PATH);
        Infrastructure.database().execute("""
                INSERT INTO webhook (tenant_id, id, name, channel, url, event_types, severities, labels, format, enabled,
                                     signature)
                SELECT tenant_id, gen_random_uuid(), name, channel, url, event_types, severities, labels, format, false,
                       signature
                  FROM webhook
                 CROSS JOIN generate_series(1, 99)
                 WHERE tenant_id = ?""", tenant);

        as("editor")
                .body(HOOK)
                .post(PATH)
                .then()
                .statusCode(403)
                .body("code", equalTo("QUOTA_EXCEEDED"), "detail", startsWith("The tenant has as many webhooks"));
        assertThat(Infrastructure.database().number("SELECT count(*) FROM webhook_secret WHERE tenant_id = ?", tenant))
                .isEqualTo(1);

        as("editor").delete(PATH + "/" + first.path("id")).then().statusCode(204);
        as("editor").body(HOOK).post(PATH).then().statusCode(201);
    }

    @Test
    void aWebhookIsCreatedReplacedAndDeleted() {
        var created = as("editor").body(HOOK).post(PATH);
        created.then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/v1/webhooks/[0-9a-f-]{36}"))
                .header("ETag", "\"1\"")
                .body("name", equalTo("on call"), "channel", equalTo("webhook"), "format", equalTo("standard"))
                .body("url", equalTo("https://hooks.example/T0/s3cret?a=b"))
                .body("eventTypes", containsInAnyOrder("alert.firing", "alert.resolved"))
                .body("severities", contains("critical"), "labels.team", equalTo("shop"))
                .body("enabled", equalTo(true), "signature", equalTo("v1"))
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="));
        var one = PATH + "/" + created.path("id");
        as("editor")
                .get(one)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("secret", nullValue(), "url", endsWith("s3cret?a=b"));

        var renamed = HOOK.replace("on call", "night shift");
        as("editor").body(renamed).put(one).then().statusCode(428);
        put(one, "\"1\"", renamed)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("night shift"), "secret", nullValue());
        put(one, "\"1\"", renamed).then().statusCode(412).body("code", equalTo("PRECONDITION_FAILED"));

        as("editor").header("If-Match", "\"1\"").delete(one).then().statusCode(412);
        as("editor").delete(one).then().statusCode(204);
        for (var gone : List.of(as("editor").delete(one), as("viewer").get(one), put(one, "\"2\"", renamed))) {
            gone.then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        }
    }

    @Test
    void whatIsLeftOutHasADefault() {
        as("editor")
                .body("{\"name\": \"short\", \"url\": \"https://hooks.example/\"}")
                .post(PATH)
                .then()
                .statusCode(201)
                .body(
                        "eventTypes",
                        containsInAnyOrder(
                                "alert.firing", "alert.resolved", "alert.noData", "alert.error", "webhook.disabled"))
                .body("severities", empty(), "labels.size()", equalTo(0), "format", equalTo("standard"));
    }

    @Test
    void aMailboxIsAChannelToo() {
        var created = as("editor")
                .body("{\"name\": \"mail\", \"channel\": \"email\", \"recipients\": [\"oncall@example.org\"]}")
                .post(PATH);
        created.then()
                .statusCode(201)
                .body("channel", equalTo("email"), "recipients", contains("oncall@example.org"))
                .body("format", equalTo("text"), "secret", nullValue(), "url", nullValue());
        as("editor")
                .post(PATH + "/" + created.path("id") + "/rotate-secret")
                .then()
                .statusCode(409);
    }

    @Test
    void ed25519ShowsItsPublicKeyToEverybodyAndItsSecretOnce() {
        var created = as("editor")
                .body(HOOK.replace("\"format\"", "\"signature\": \"v1a\", \"format\""))
                .post(PATH);
        created.then()
                .statusCode(201)
                .body("signature", equalTo("v1a"), "secret", startsWith("whsk_"))
                .body("publicKeys", contains(startsWith("whpk_")));
        var one = PATH + "/" + created.path("id");
        as("viewer").get(one).then().body("publicKeys", equalTo(created.path("publicKeys")), "secret", nullValue());

        var rotated = as("editor").post(one + "/rotate-secret");
        rotated.then()
                .statusCode(200)
                .body("secret", startsWith("whsk_"), "publicKey", startsWith("whpk_"))
                .body("previousExpiresAt", notNullValue());
        as("viewer")
                .get(one)
                .then()
                .body("publicKeys", hasSize(2), "publicKeys[0]", equalTo(rotated.path("publicKey")));
        as("editor")
                .body("{\"signature\": \"v1\", \"overlap\": \"PT0S\"}")
                .post(one + "/rotate-secret")
                .then()
                .statusCode(200)
                .body("signature", equalTo("v1"), "secret", startsWith("whsec_"));
        as("viewer").get(one).then().body("signature", equalTo("v1"), "publicKeys", empty());
    }

    @Test
    void aRotationNeedsNoBody() {
        var one = PATH + "/" + as("editor").body(HOOK).post(PATH).path("id");

        as("editor")
                .noContentType()
                .post(one + "/rotate-secret")
                .then()
                .statusCode(200)
                .body("secret", startsWith("whsec_"), "previousExpiresAt", notNullValue());
        as("editor")
                .contentType(ContentType.TEXT)
                .body("{}")
                .post(one + "/rotate-secret")
                .then()
                .statusCode(415);
    }

    @Test
    void secretsAreEncryptedWhereTheyAreStored() {
        String secret = as("editor").body(HOOK).post(PATH).path("secret");
        var raw = Base64.getDecoder().decode(secret.substring("whsec_".length()));

        var stored = Infrastructure.database()
                .query("SELECT key_id, sealed FROM webhook_secret WHERE tenant_id = ?", tenant);
        assertThat(stored).hasSize(1);
        var sealed = (byte[]) stored.getFirst().get("sealed");
        assertThat(stored.getFirst()).containsEntry("key_id", "test");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(raw, StandardCharsets.ISO_8859_1))
                .doesNotContain(secret);
        assertThat(Infrastructure.database()
                        .number(
                                "SELECT count(*) FROM webhook w WHERE w.tenant_id = ? AND w::text LIKE ?",
                                tenant,
                                "%" + secret + "%"))
                .isZero();
    }

    @Test
    void theListIsPagedInTheOrderOfCreation() {
        for (var name : List.of("d", "a", "c")) {
            as("editor").body(HOOK.replace("on call", name)).post(PATH).then().statusCode(201);
        }
        var names = new ArrayList<String>();
        String cursor = null;
        do {
            var request = as("viewer").queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get(PATH);
            names.addAll(page.path("items.name"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(names).containsExactlyInAnyOrder("a", "c", "d");
        as("viewer").queryParam("cursor", "x").get(PATH).then().statusCode(400).body("code", equalTo("INVALID_CURSOR"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "on call"                               | ""                                   | name
            "https://hooks.example/T0/s3cret?a=b"   | "http://hooks.example/"              | url
            "https://hooks.example/T0/s3cret?a=b"   | "https://10.0.0.1/"                  | url
            "https://hooks.example/T0/s3cret?a=b"   | "http://10.0.0.1/"                   | url
            "https://hooks.example/T0/s3cret?a=b"   | "https://169.254.169.254/latest"     | url
            "https://hooks.example/T0/s3cret?a=b"   | "https://[::ffff:10.0.0.1]/"         | url
            "https://hooks.example/T0/s3cret?a=b"   | "https://[fd00:ec2::254]/"           | url
            "https://hooks.example/T0/s3cret?a=b"   | "https://2130706435/"                | url
            "https://hooks.example/T0/s3cret?a=b"   | "https://u:p@hooks.example/"         | url
            "https://hooks.example/T0/s3cret?a=b"   | "https://hooks.example:25/"          | url
            "https://hooks.example/T0/s3cret?a=b"   | "ftp://hooks.example/"               | url
            "https://hooks.example/T0/s3cret?a=b"   | null                                 | url
            "alert.firing"                          | "alert.exploded"                     | eventTypes[0]
            "alert.firing", "alert.resolved"        |                                      | eventTypes
            "critical"                              | "dire"                               | severities[0]
            "standard"                              | "carrier-pigeon"                     | format
            "standard"                              | "text"                               | format
            "name": "on call"                       | "name": "on call", "recipients": ["a@b.example"] | recipients
            "name": "on call"                       | "name": "on call", "channel": "email" | recipients
            "name": "on call"                       | "name": "on call", "signature": "v9" | signature
            "name": "on call"                       | "name": "on call", "colour": "red"   | colour
            """)
    void whatIsWrongIsNamed(String right, String wrong, String field) {
        as("editor")
                .body(HOOK.replace(right, wrong == null ? "" : wrong))
                .post(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    @Test
    void channelAndSchemeStayAsTheyAre() {
        var one = PATH + "/" + as("editor").body(HOOK).post(PATH).path("id");

        put(one, "\"1\"", "{\"name\": \"mail\", \"channel\": \"email\", \"recipients\": [\"a@b.example\"]}")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("channel"));
        put(one, "\"1\"", HOOK.replace("\"format\"", "\"signature\": \"v1a\", \"format\""))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("signature"));
        as("editor")
                .body("{\"overlap\": \"P30D\"}")
                .post(one + "/rotate-secret")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("overlap"));
    }

    @Test
    void viewersSeeNoSecretNotEvenThatOfTheUrlAndChangeNothing() {
        var one = PATH + "/" + as("editor").body(HOOK).post(PATH).path("id");

        as("viewer")
                .get(one)
                .then()
                .statusCode(200)
                .body("url", equalTo("https://hooks.example/…"), "secret", nullValue());
        as("viewer").get(PATH).then().body("items[0].url", equalTo("https://hooks.example/…"));
        as("viewer").body(HOOK).post(PATH).then().statusCode(403);
        as("viewer").header("If-Match", "\"1\"").body(HOOK).put(one).then().statusCode(403);
        as("viewer").delete(one).then().statusCode(403);
        as("viewer").post(one + "/rotate-secret").then().statusCode(403);
        given().get(PATH).then().statusCode(401);
    }

    @Test
    void otherTenantsSeeNothing() {
        var one = PATH + "/" + as("editor").body(HOOK).post(PATH).path("id");
        tenant = Fixtures.current().tenant("pro", "UTC");

        as("editor").get(PATH).then().body("items", hasSize(0), "nextCursor", nullValue());
        as("editor").get(one).then().statusCode(404);
        put(one, "\"1\"", HOOK).then().statusCode(404);
        as("editor").delete(one).then().statusCode(404);
        as("editor").post(one + "/rotate-secret").then().statusCode(404);
    }

    private Response put(String path, String ifMatch, String body) {
        return as("editor").header("If-Match", ifMatch).body(body).put(path);
    }

    private RequestSpecification as(String role) {
        return given().filter(OpenApi.validating("alert.yaml"))
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Infrastructure.oidc().token(tenant, role));
    }
}
