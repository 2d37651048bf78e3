package io.tidemark.query.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class MetricsTest {

    @Inject
    JobRunGauges gauges;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void theLastSuccessOfEachCommandIsSeenAfterItsEnd() {
        run("aggregate", true, "2026-03-30T00:05:00Z", "2026-03-30T00:05:02.5Z");
        run("aggregate", false, "2026-03-31T00:05:00Z", "2026-03-31T00:05:09Z");
        run("purge", false, "2026-03-31T00:40:00Z", "2026-03-31T00:40:01Z");
        run("retention", true, "2026-03-31T01:05:00Z", "2026-03-31T01:05:09Z");
        gauges.refresh().await().atMost(Duration.ofSeconds(5));

        assertThat(scrape())
                .containsPattern("(?m)^tidemark_aggregation_job_last_run_timestamp_seconds 1\\.7748291025E9$")
                .containsPattern("(?m)^tidemark_aggregation_job_duration_seconds 2\\.5$")
                .containsPattern(lastSuccess("aggregate", "1\\.7748291025E9"))
                .containsPattern(lastSuccess("retention", "1\\.774919109E9"))
                .containsPattern(lastSuccess("purge", "0\\.0"));
    }

    @Test
    void questionsAreMeasuredByEndpointAndNeverByTenant() {
        var acme = Customer.pro();
        acme.get("/analytics/token-trends").statusCode(200);
        acme.get("/analytics/token-trends").statusCode(200);

        assertThat(scrape())
                .containsPattern("tidemark_analytics_query_duration_seconds_count\\{endpoint=\"token-trends\"\\} [1-9]")
                .containsPattern(
                        "tidemark_analytics_query_duration_seconds_bucket\\{endpoint=\"token-trends\",le=\"0.01\"\\}")
                .containsPattern("tidemark_analytics_cache_misses_total\\{endpoint=\"token-trends\"\\} [1-9]")
                .contains("tidemark_analytics_cache_hits_total{endpoint=\"token-trends\"}")
                .doesNotContain(acme.id().toString());
    }

    private static String lastSuccess(String command, String value) {
        return "(?m)^tidemark_job_last_success_timestamp_seconds\\{command=\"%s\"\\} %s$".formatted(command, value);
    }

    private String scrape() {
        return given().port(managementPort)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static void run(String job, boolean succeeded, String started, String finished) {
        Customer.database()
                .execute(
                        "INSERT INTO job_run (job, started_at, finished_at, succeeded, summary)"
                                + " VALUES (?, ?::timestamptz, ?::timestamptz, ?, '{}')",
                        job,
                        started,
                        finished,
                        succeeded);
    }
}
