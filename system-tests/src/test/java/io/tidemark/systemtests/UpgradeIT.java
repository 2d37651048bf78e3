package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.schema.Migrator;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A schema of an earlier release, with data, is migrated while services write and read it. There is no program of that
 * release to run here: those of this one send the same statements for events and answers, and are not told to wait.
 */
class UpgradeIT {

    /** What the first release with alerts and API definitions had. */
    private static final String EARLIER = "202611261510";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Deployment deployment;
    private static TestDatabase database;

    @BeforeAll
    static void deploy() {
        deployment = new Deployment();
        database = deployment.postgres.createEmptyDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.superuser(), database.password())
                .locations("classpath:db/migration")
                .target(MigrationVersion.fromVersion(EARLIER))
                .load()
                .migrate();
        deployment.with("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @Test
    void aMigrationUnderLoadStopsNeitherWritersNorReaders() throws Exception {
        var fixtures = new Fixtures(database);
        var tenant = fixtures.tenant("pro", "UTC");
        var key = fixtures.apiKey(tenant, "ingest", "read");
        fixtures.events(tenant, null, "request", Instant.now().minus(Duration.ofHours(2)), 500);
        var ingest = deployment.launch("ingest-service", "tidemark_ingest");
        var query = deployment.launch("query-service", "tidemark_query");
        await().atMost(PATIENCE).until(() -> ingest.isListening() && query.isListening());
        assertThat(ingest.isReady()).as("ready on an old schema").isFalse();
        try (var sender = new Sender(ingest, key).start(4, 20, Duration.ofMillis(50));
                var readers = new Readers().start(questions(query), key)) {
            await().atMost(PATIENCE).until(() -> sender.acknowledged().size() > 1_000 && readers.answered() > 20);

            assertThat(new Migrator(database.jdbcUrl(), database.superuser(), database.password()).migrate())
                    .isNotEmpty();

            var sent = sender.acknowledged().size();
            var answered = readers.answered();
            await().atMost(PATIENCE)
                    .until(() -> sender.acknowledged().size() > sent + 1_000 && readers.answered() > answered + 20);
            await().atMost(PATIENCE).until(() -> ingest.isReady() && query.isReady());
            sender.stop();

            assertThat(sender.failures()).isEmpty();
            assertThat(sender.answers())
                    .allMatch(answer -> answer.status() == 200 || answer.status() == 503 && answer.retryAfter());
            assertThat(readers.failures()).isEmpty();
            await().atMost(PATIENCE).until(sender::resend);
            assertThat(stored(tenant)).isEqualTo(500 + sender.acknowledged().size());
            assertThat(usage(query, key)).contains("\"totalApiCalls\":" + stored(tenant));
        }
    }

    private static List<URI> questions(ServiceProcess query) {
        return List.of(query.url("/analytics/usage-summary"), query.url("/analytics/overview"));
    }

    private static long stored(UUID tenant) {
        return database.number("SELECT count(*) FROM event WHERE tenant_id = ?", tenant);
    }

    private static String usage(ServiceProcess query, String key) {
        return ApiCalls.getAnew(query.url("/analytics/usage-summary"), key);
    }
}
