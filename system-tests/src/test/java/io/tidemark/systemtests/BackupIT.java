package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.schema.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that is set up as docs/operations/install.md says, and dumped and restored by the commands of backup.md, with
 * Debian's tools on a server of their major version.
 */
@SystemProfileOnly
class BackupIT {

    /** Where the build unpacks the server of Debian's version. */
    private static final Path BINARIES = Path.of("target/postgres-15/postgres-linux-x86_64.txz");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String TOKEN = "tmk_" + UUID.randomUUID() + UUID.randomUUID();

    private static EmbeddedPostgres postgres;
    private static Deployment deployment;

    @TempDir
    private Path folder;

    @BeforeAll
    static void deploy() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> Files.newInputStream(BINARIES))
                .setServerConfig("max_connections", "200")
                .start();
        for (var statement : OperatorsGuide.block("install.md", "2. Database").split(";\n")) {
            execute("postgres", statement);
        }
        new Migrator(jdbcUrl("tidemark"), "tidemark", "one").migrate();
        deployment = new Deployment()
                .with(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        jdbcUrl("tidemark").replace("jdbc:", "").replaceAll("\\?.*", ""));
    }

    @AfterAll
    static void undeploy() throws IOException {
        deployment.close();
        postgres.close();
    }

    @Test
    void whatIsDumpedAndRestoredAnswersAsBefore() throws Exception {
        var sent = Stream.generate(UUID::randomUUID).limit(500).toList();
        prepareTenant();
        String before;
        try (var ingest = start("ingest", "two");
                var query = start("query", "three");
                var sender = new Sender(ingest, TOKEN)) {
            assertThat(sender.send(sent)).isTrue();
            before = usage(query);
            assertThat(before).contains("\"totalApiCalls\":500");

            run(OperatorsGuide.block("backup.md", "Dump"));
        }
        execute("postgres", "DROP DATABASE tidemark WITH (FORCE)");
        run(OperatorsGuide.block("backup.md", "Restore"));

        try (var ingest = start("ingest", "two");
                var query = start("query", "three");
                var sender = new Sender(ingest, TOKEN)) {
            assertThat(usage(query)).isEqualTo(before);
            assertThat(sender.send(sent)).isTrue();
            assertThat(usage(query)).contains("\"totalApiCalls\":500");
            assertThat(sender.send(List.of(UUID.randomUUID()))).isTrue();
            assertThat(usage(query)).contains("\"totalApiCalls\":501");
            assertThat(sender.send(eventWithoutAPartition())).isTrue();
            assertThat(usage(query)).contains("\"totalApiCalls\":502");
        }
    }

    private static ServiceProcess start(String login, String password) {
        var service = deployment.launch(
                login + "-service",
                "tidemark_" + login,
                "QUARKUS_DATASOURCE_USERNAME",
                login,
                "QUARKUS_DATASOURCE_PASSWORD",
                password);
        await().atMost(PATIENCE).until(service::isReady);
        return service;
    }

    /** Of a day that nothing was sent of before the restore: what owns the schema must still be able to make tables. */
    private static String eventWithoutAPartition() {
        var time = Instant.now().minus(Duration.ofDays(20));
        return """
                {"id":"late","time":"%s","route":"/v1/orders","method":"GET","status":200}""".formatted(time);
    }

    private static void prepareTenant() {
        var tenant = UUID.randomUUID();
        execute(
                "tidemark",
                "INSERT INTO tenant (id, slug, name, tier) VALUES ('%s', 'acme', 'Acme', 'pro')".formatted(tenant));
        execute("tidemark", """
                INSERT INTO api_key (tenant_id, name, hash, hint, scopes)
                VALUES ('%s', 'test', sha256('%s'), 'hint', '{ingest,read}')""".formatted(tenant, TOKEN));
    }

    /** All that the answer says but when it was given. */
    private static String usage(ServiceProcess query) {
        return ApiCalls.getAnew(query.url("/analytics/usage-summary"), TOKEN).replaceAll("\"asOf\":\"[^\"]*\",?", "");
    }

    /** As superuser, in a folder of its own. */
    private void run(String commands) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-ec", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PGHOST", "127.0.0.1");
        builder.environment().put("PGPORT", Integer.toString(postgres.getPort()));
        builder.environment().put("PGUSER", "postgres");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(Duration.ofMinutes(1))).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), database);
    }

    private static void execute(String database, String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl(database), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
