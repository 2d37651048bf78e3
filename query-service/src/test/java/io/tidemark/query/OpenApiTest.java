package io.tidemark.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class OpenApiTest {

    @Test
    void theCommittedDocumentIsWhatTheServiceEmits() throws IOException {
        var emitted = given().queryParam("format", "yaml")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        OpenApi.assertCommitted("query.yaml", emitted);
    }

    /** Streams, files and what has no body aside. */
    @Test
    void everyOperationHasAnExample() throws IOException {
        var paths =
                new YAMLMapper().readTree(OpenApi.file("query.yaml").toFile()).path("paths");
        var without = new ArrayList<String>();
        paths.forEach(path -> path.forEach(operation -> {
            var bodies = new ArrayList<JsonNode>();
            operation.path("requestBody").path("content").forEach(bodies::add);
            operation.path("responses").properties().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .map(response -> response.getValue().path("content").path("application/json"))
                    .filter(body -> !body.isMissingNode())
                    .forEach(bodies::add);
            if (bodies.stream().anyMatch(body -> !body.has("example"))) {
                without.add(operation.path("operationId").asText());
            }
        }));
        assertThat(without).isEmpty();
    }

    /** An annotation without a name takes the place of the one before it. */
    @Test
    void noParameterIsBothDescribedAndReferredTo() throws IOException {
        var paths =
                new YAMLMapper().readTree(OpenApi.file("query.yaml").toFile()).path("paths");
        var mixed = new ArrayList<String>();
        paths.forEach(
                path -> path.forEach(operation -> operation.path("parameters").forEach(parameter -> {
                    if (parameter.has("$ref") && parameter.size() > 1) {
                        mixed.add(operation.path("operationId").asText() + " " + parameter);
                    }
                })));
        assertThat(mixed).isEmpty();
    }

    @Test
    void itIsThereUnderTheNameOfTheServiceToo() {
        given().queryParam("format", "json")
                .get("/q/openapi/query")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Tidemark: query service"));
    }

    @Test
    void swaggerUiShowsTheDocumentsOfAllServices() {
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "base-uri 'self'; object-src 'none'; frame-ancestors 'none'")
                .body(
                        containsString("\"/q/openapi\""),
                        containsString("\"/q/openapi/ingest\""),
                        containsString("\"/q/openapi/alert\""));
    }
}
