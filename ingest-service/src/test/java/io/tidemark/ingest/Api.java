package io.tidemark.ingest;

import static io.restassured.RestAssured.given;

import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A new tenant that sends events; every answer is held against the committed OpenAPI document. */
public final class Api {

    private static final OpenApiValidationFilter VALID = OpenApi.validating("ingest.yaml");

    private final UUID tenant;
    private final String key;

    private Api(UUID tenant, String key) {
        this.tenant = tenant;
        this.key = key;
    }

    public static Api newTenant() {
        return newTenant("pro", "UTC");
    }

    public static Api newTenant(String tier, String timeZone) {
        var tenant = Fixtures.current().tenant(tier, timeZone);
        return new Api(tenant, Fixtures.current().apiKey(tenant, "ingest"));
    }

    public static RequestSpecification anonymous() {
        return given().filter(VALID);
    }

    public UUID tenant() {
        return tenant;
    }

    public String key() {
        return key;
    }

    public RequestSpecification request() {
        return anonymous().header("X-API-Key", key);
    }

    public ValidatableResponse post(String mediaType, String body) {
        // As bytes: RestAssured encodes texts of the media types that it knows, and refuses others.
        return request()
                .contentType(mediaType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/events")
                .then();
    }

    public ValidatableResponse post(String json) {
        return post("application/json", json);
    }

    public List<Map<String, Object>> stored(String columns) {
        return Infrastructure.database()
                .query("SELECT " + columns + " FROM event WHERE tenant_id = ? ORDER BY \"time\", id", tenant);
    }

    public long count() {
        return Infrastructure.database().number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant);
    }
}
