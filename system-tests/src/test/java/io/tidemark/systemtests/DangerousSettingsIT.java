package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A packaged service, which is one in production, ends with a sentence where a setting is dangerous. */
class DangerousSettingsIT {

    private static Deployment deployment;

    @BeforeAll
    static void deploy() {
        deployment = new Deployment();
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @Test
    void anIssuerOverHttpIsRefused() throws IOException {
        assertRefused("oidc-over-http", "QUARKUS_OIDC_AUTH_SERVER_URL", "http://idp.invalid/realms/a");
    }

    @Test
    void aSuperuserIsRefused() throws IOException {
        assertRefused("database-privileges", "QUARKUS_DATASOURCE_USERNAME", deployment.database.superuser());
    }

    @Test
    void aDatabaseElsewhereWithoutTlsIsRefused() throws IOException {
        assertRefused("database-without-tls", "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://db.invalid/tidemark");
    }

    @Test
    void aReplicaElsewhereWithoutTlsIsRefused() throws IOException {
        assertRefused("database-without-tls", "TIDEMARK_QUERY_READ_REPLICA", "postgresql://replica.invalid/tidemark");
    }

    private static void assertRefused(String risk, String variable, String value) throws IOException {
        var service = deployment.launch("query-service", "tidemark_query", variable, value);
        assertThat(service.awaitExit(Duration.ofSeconds(60))).isNotZero();
        assertThat(service.output())
                .contains(
                        "Refused in production; to accept it, add \"%s\" to tidemark.risks.accepted.".formatted(risk));
    }
}
