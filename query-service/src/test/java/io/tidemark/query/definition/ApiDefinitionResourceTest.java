package io.tidemark.query.definition;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class ApiDefinitionResourceTest {

    private static final String PATH = "/v1/api-definitions/";

    private static final String DOCUMENT = """
            {"openapi": "3.0.3", "info": {"title": "Orders API", "version": "1.4.0"}, "servers": [{"url": "/v1"}],
             "paths": {"/orders": {"get": {"operationId": "listOrders", "responses": {"200": {}}}}}}""";

    @Test
    void aDefinitionIsCreatedReplacedListedAndDeleted() {
        var editor = editor(tenant());
        put(editor, "orders", DOCUMENT)
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("name", equalTo("orders"), "title", equalTo("Orders API"), "release", equalTo("1.4.0"))
                .body("basePaths", contains("/v1"))
                .body("operations.path", contains("/orders"), "operations.operationId", contains("listOrders"));
        put(editor, "orders", DOCUMENT.replace("listOrders", "getOrders"))
                .statusCode(200)
                .header("ETag", equalTo("\"2\""));
        put(editor, "a-first", DOCUMENT).statusCode(200);

        editor.get(PATH + "orders").statusCode(200).body("operations.operationId", contains("getOrders"));
        var cursor = editor.get(PATH + "?limit=1")
                .statusCode(200)
                .body("items.name", contains("a-first"), "nextCursor", notNullValue())
                .extract()
                .<String>path("nextCursor");
        editor.get(PATH + "?limit=1&cursor={c}", cursor)
                .body("items.name", contains("orders"), "nextCursor", nullValue());

        editor.asks().delete(PATH + "orders").then().statusCode(204);
        editor.get(PATH + "orders").statusCode(404);
        editor.asks().delete(PATH + "orders").then().statusCode(404);
    }

    @Test
    void yamlIsReadToo() {
        var editor = editor(tenant());
        editor.asks()
                .contentType("application/yaml")
                .body("openapi: 3.1.0\npaths:\n  /a:\n    get: {}\n".getBytes(StandardCharsets.UTF_8))
                .put(PATH + "a")
                .then()
                .statusCode(200)
                .body("title", equalTo(""), "release", nullValue(), "basePaths", contains(""))
                .body("operations.method", contains("GET"), "operations[0].responses", empty());
    }

    @Test
    void onlyTheVersionThatIsExpectedIsReplacedOrDeleted() {
        var editor = editor(tenant());
        putIf(editor, "\"1\"").statusCode(412).body("code", equalTo("PRECONDITION_FAILED"));
        put(editor, "orders", DOCUMENT).statusCode(200);
        putIf(editor, "\"2\"").statusCode(412);
        putIf(editor, "\"1\"").statusCode(200).header("ETag", equalTo("\"2\""));
        editor.asks().header("If-Match", "\"1\"").delete(PATH + "orders").then().statusCode(412);
        editor.asks().header("If-Match", "\"2\"").delete(PATH + "orders").then().statusCode(204);
    }

    @Test
    void anotherTenantsDefinitionsAreNotThere() {
        put(editor(tenant()), "orders", DOCUMENT).statusCode(200);
        var other = Customer.pro();

        other.get(PATH + "orders").statusCode(404).body("code", equalTo("NOT_FOUND"));
        other.get(PATH).statusCode(200).body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orders", "a b", "-a", "ä"})
    void otherNamesAreRefused(String name) {
        put(editor(tenant()), name, DOCUMENT).statusCode(400).body("errors[0].field", equalTo("name"));
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        var editor = editor(tenant());
        put(editor, "orders", "{}").statusCode(400).body("errors[0].field", equalTo("openapi"));
        put(editor, "orders", "[").statusCode(400).body("code", equalTo("MALFORMED_BODY"));
        put(editor, "orders", " ".repeat(4 * 1024 * 1024 + 1)).statusCode(413);
    }

    @Test
    void viewersReadAndEditorsWrite() {
        var viewer = Customer.pro();
        put(viewer, "orders", DOCUMENT).statusCode(403).body("code", equalTo("FORBIDDEN"));
        viewer.asks().delete(PATH + "orders").then().statusCode(403);
        RestAssured.get(PATH).then().statusCode(401);
    }

    private static UUID tenant() {
        return Customer.pro().id();
    }

    private static Customer editor(UUID tenant) {
        return new Customer(tenant, ZoneOffset.UTC, Infrastructure.oidc().token(tenant, "editor"));
    }

    private static ValidatableResponse put(Customer customer, String name, String document) {
        return customer.asks()
                .contentType("application/json")
                .body(document)
                .put(PATH + "{name}", name)
                .then();
    }

    private static ValidatableResponse putIf(Customer customer, String version) {
        return customer.asks()
                .contentType("application/json")
                .header("If-Match", version)
                .body(DOCUMENT)
                .put(PATH + "orders")
                .then();
    }
}
