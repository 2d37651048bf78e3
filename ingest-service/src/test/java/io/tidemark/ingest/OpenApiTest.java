package io.tidemark.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class OpenApiTest {

    @Test
    void theCommittedDocumentIsWhatTheServiceEmits() throws IOException {
        var emitted = given().queryParam("format", "yaml")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        OpenApi.assertCommitted("ingest.yaml", emitted);
    }

    @Test
    void itIsThereUnderTheNameOfTheServiceToo() {
        given().queryParam("format", "json")
                .get("/q/openapi/ingest")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Tidemark ingest API"));
    }

    @Test
    void swaggerUiShowsIt() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
