package io.tidemark.query.agent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OpenApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class AgentResourceTest {

    private UUID tenant;

    @BeforeEach
    void newTenant() {
        tenant = Fixtures.current().tenant("pro", "UTC");
    }

    @Test
    void anAgentIsRegisteredRenamedAndRemoved() {
        var id = UUID.randomUUID();
        as("editor")
                .body("{\"id\": \"%s\", \"name\": \"crawler\"}".formatted(id))
                .post("/v1/agents")
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("id", equalTo(id.toString()));
        as("editor")
                .body("{\"id\": \"%s\", \"name\": \"crawler\"}".formatted(id))
                .post("/v1/agents")
                .then()
                .statusCode(409);

        as("editor")
                .body("{\"name\": \"spider\"}")
                .patch("/v1/agents/{id}", id)
                .then()
                .statusCode(428);
        as("editor")
                .header("If-Match", "\"1\"")
                .body("{\"name\": \"spider\"}")
                .patch("/v1/agents/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("spider"));
        as("editor")
                .header("If-Match", "\"1\"")
                .body("{\"name\": \"late\"}")
                .patch("/v1/agents/{id}", id)
                .then()
                .statusCode(412);

        as("editor")
                .header("If-Match", "\"1\"")
                .delete("/v1/agents/{id}", id)
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        as("editor")
                .header("If-Match", "\"2\"")
                .delete("/v1/agents/{id}", id)
                .then()
                .statusCode(204);
        as("editor").delete("/v1/agents/{id}", id).then().statusCode(404).body("code", equalTo("AGENT_NOT_FOUND"));
        as("viewer").get("/v1/agents/{id}", id).then().statusCode(404);
        assertThat(Infrastructure.database().query("SELECT name FROM agent WHERE id = ?", id))
                .containsExactly(java.util.Map.of("name", "spider"));
        as("editor")
                .body("{\"id\": \"%s\", \"name\": \"again\"}".formatted(id))
                .post("/v1/agents")
                .then()
                .statusCode(201);
    }

    @Test
    void anAgentWithoutANameGoesByItsId() {
        var id = Fixtures.current().agent(tenant, null);
        as("viewer").get("/v1/agents/{id}", id).then().statusCode(200).body("name", equalTo(id.toString()));
    }

    @Test
    void theListIsPagedByName() {
        for (var name : List.of("delta", "alpha", "charlie", "bravo", "bravo")) {
            Fixtures.current().agent(tenant, name);
        }
        var names = new ArrayList<String>();
        String cursor = null;
        do {
            var request = as("viewer").queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/agents");
            names.addAll(page.path("items.name"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(names).containsExactly("alpha", "bravo", "bravo", "charlie", "delta");
    }

    @Test
    void agentsOfAnotherTenantAreLikeNone() {
        var foreign = Fixtures.current().agent(Fixtures.current().tenant("pro", "UTC"), "theirs");
        for (var id : List.of(foreign, UUID.randomUUID())) {
            as("editor").get("/v1/agents/{id}", id).then().statusCode(404).body("code", equalTo("AGENT_NOT_FOUND"));
            as("editor").delete("/v1/agents/{id}", id).then().statusCode(404);
            as("editor")
                    .header("If-Match", "\"1\"")
                    .body("{\"name\": \"mine\"}")
                    .patch("/v1/agents/{id}", id)
                    .then()
                    .statusCode(404);
        }
        as("viewer").get("/v1/agents").then().body("items", hasSize(0));
    }

    @Test
    void wrongInputIsNamed() {
        as("editor")
                .body("{\"name\": \"\"}")
                .post("/v1/agents")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("name"));
        as("editor")
                .body("{\"id\": \"00000000-0000-0000-0000-000000000000\", \"name\": \"nil\"}")
                .post("/v1/agents")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("id"));
        as("editor")
                .body("{\"id\": \"x\", \"name\": \"n\"}")
                .post("/v1/agents")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("id"));
        as("viewer")
                .queryParam("cursor", "x")
                .get("/v1/agents")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void readingCountsAndSaysWhatIsLeft() {
        var agent = Fixtures.current().agent(tenant, "reader");
        for (var path : List.of("/v1/agents", "/v1/agents/" + agent, "/v1/tenants/" + tenant, "/v1/queries")) {
            as("viewer").get(path).then().statusCode(200).header("RateLimit", startsWith("\"read\";r="));
        }
        for (var path : List.of("/v1/api-keys", "/v1/audit-events")) {
            as("tenant-admin").get(path).then().statusCode(200).header("RateLimit", startsWith("\"read\";r="));
        }
        given().auth()
                .oauth2(Infrastructure.oidc().tokenWithoutTenant("platform-admin"))
                .get("/v1/tenants")
                .then()
                .statusCode(200)
                .header("RateLimit", nullValue());
    }

    @Test
    void viewersReadOnly() {
        as("viewer").body("{\"name\": \"n\"}").post("/v1/agents").then().statusCode(403);
        as("viewer").delete("/v1/agents/{id}", UUID.randomUUID()).then().statusCode(403);
        given().get("/v1/agents").then().statusCode(401);
    }

    private RequestSpecification as(String role) {
        return given().filter(OpenApi.validating("query.yaml"))
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Infrastructure.oidc().token(tenant, role));
    }
}
