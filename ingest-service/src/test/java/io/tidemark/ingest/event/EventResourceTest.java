package io.tidemark.ingest.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class EventResourceTest {

    UUID tenant;
    String key;

    @BeforeEach
    void createTenant() {
        tenant = Fixtures.current().tenant("pro", "UTC");
        key = Fixtures.current().apiKey(tenant, "ingest");
    }

    @Test
    void oneEventIsStoredAndItsRepetitionIsADuplicate() {
        var event = """
                {"id": "first", "route": "/v1/orders", "method": "get", "status": 200, "durationMs": 12.5}""";

        send().body(event)
                .post("/v1/events")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1), "duplicates", equalTo(0), "rejected", empty());
        send().body(event)
                .post("/v1/events")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(0), "duplicates", equalTo(1));

        assertThat(Infrastructure.database()
                        .query("SELECT route, method, status, duration_us FROM event WHERE tenant_id = ?", tenant))
                .singleElement()
                .hasToString("{route=/v1/orders, method=GET, status=200, duration_us=12500}");
    }

    private RequestSpecification send() {
        return given().header("X-API-Key", key).contentType("application/json");
    }
}
