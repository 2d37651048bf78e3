package io.tidemark.alert.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class ChannelsTest {

    @Inject
    Channels channels;

    private UUID tenant;

    @BeforeEach
    void newTenant() {
        tenant = Fixtures.current().tenant("pro", "UTC");
    }

    @Test
    void whoHasNoRulesIsNotReminded() {
        assertThat(warning()).isEmpty();
    }

    @Test
    void rulesWithoutAChannelThatWorksAreAReason() {
        Infrastructure.database().execute("""
                INSERT INTO alert_rule (tenant_id, id, name, schedule_id, definition)
                VALUES (?, gen_random_uuid(), 'rule', gen_random_uuid(), '{}')""", tenant);
        assertThat(warning()).hasValueSatisfying(text -> assertThat(text).startsWith("No channel"));

        webhook("{alert.resolved}", true, null);
        webhook("{alert.firing}", false, null);
        assertThat(warning()).hasValueSatisfying(text -> assertThat(text).startsWith("No channel"));

        webhook("{alert.firing}", true, "2 h");
        assertThat(warning()).hasValueSatisfying(text -> assertThat(text).startsWith("All channels"));

        webhook("{alert.firing}", true, "1 min");
        assertThat(warning()).isEmpty();
    }

    @Test
    void answersAboutAlertsSaySo() {
        Infrastructure.database().execute("""
                INSERT INTO alert_rule (tenant_id, id, name, schedule_id, definition)
                VALUES (?, gen_random_uuid(), 'rule', gen_random_uuid(), '{}')""", tenant);
        for (var path : List.of("/v1/alert-events", "/v1/silences")) {
            get(path).then().statusCode(200).header("Tidemark-Warning", startsWith("No channel"));
        }

        webhook("{alert.firing}", true, null);
        get("/v1/alert-events").then().statusCode(200).header("Tidemark-Warning", nullValue());
    }

    private Response get(String path) {
        return given().auth()
                .oauth2(Infrastructure.oidc().token(tenant, "viewer"))
                .get(path);
    }

    private Optional<String> warning() {
        return channels.find(tenant).await().atMost(Duration.ofSeconds(5)).warning();
    }

    private void webhook(String types, boolean enabled, String failing) {
        Infrastructure.database().execute("""
                INSERT INTO webhook (tenant_id, id, name, channel, url, event_types, severities, labels, format, signature,
                                     enabled, failing_since)
                VALUES (?, gen_random_uuid(), 'w', 'webhook', 'https://hooks.example/', ?::text[], '{}', '{}', 'standard',
                        'v1', ?, now() - ?::interval)""", tenant, types, enabled, failing);
    }
}
