package io.tidemark.platform.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class SchemaReadinessTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @Test
    void aMigratedDatabaseIsReady() {
        given().get(ready).then().statusCode(200).body("checks.find { it.name == 'schema' }.status", equalTo("UP"));
    }

    @Test
    void anOlderSchemaIsNotAndTheMissingMigrationIsNamed() {
        var database = Infrastructure.database();
        database.execute(
                "UPDATE flyway_schema_history SET success = false WHERE version >= ?", SchemaReadiness.REQUIRED);
        try {
            given().get(ready)
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'schema' }.data.reason", containsString(SchemaReadiness.REQUIRED));
        } finally {
            database.execute("UPDATE flyway_schema_history SET success = true");
        }
    }

    @Test
    void theMigrationRequiredIsTheNewestOfThisRelease() {
        var newest = Infrastructure.database()
                .query("SELECT max(version) AS version FROM flyway_schema_history")
                .getFirst()
                .get("version");

        assertThat(newest).isEqualTo(SchemaReadiness.REQUIRED);
    }
}
