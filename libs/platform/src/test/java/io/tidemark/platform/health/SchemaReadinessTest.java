package io.tidemark.platform.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class SchemaReadinessTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @Inject
    SchemaRepository repository;

    @Test
    void aMigratedDatabaseIsReady() {
        given().get(ready).then().statusCode(200).body("checks.find { it.name == 'schema' }.status", equalTo("UP"));
    }

    @Test
    void anOlderSchemaIsNotAndTheMissingMigrationIsNamedUntilItIsThere() {
        var readiness = new SchemaReadiness(repository);
        hideNewestMigration();
        try {
            assertThat(call(readiness).getStatus()).isEqualTo(Status.DOWN);
            assertThat(call(readiness).getData().orElseThrow().get("reason"))
                    .asString()
                    .contains(SchemaReadiness.REQUIRED);
        } finally {
            showAllMigrations();
        }

        assertThat(call(readiness).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aSchemaThatWasSeenIsNotAskedForAgain() {
        var readiness = new SchemaReadiness(repository);
        assertThat(call(readiness).getStatus()).isEqualTo(Status.UP);
        hideNewestMigration();
        try {
            assertThat(call(readiness).getStatus()).isEqualTo(Status.UP);
        } finally {
            showAllMigrations();
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

    private static HealthCheckResponse call(SchemaReadiness readiness) {
        return readiness.call().await().atMost(Duration.ofSeconds(10));
    }

    private static void hideNewestMigration() {
        Infrastructure.database()
                .execute(
                        "UPDATE flyway_schema_history SET success = false WHERE version >= ?",
                        SchemaReadiness.REQUIRED);
    }

    private static void showAllMigrations() {
        Infrastructure.database().execute("UPDATE flyway_schema_history SET success = true");
    }
}
