package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schema.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/operations/backup.md, with Debian's tools on a server of their major version. */
@SystemProfileOnly
class BackupIT {

    /** Where the build unpacks the server of Debian's version. */
    private static final Path BINARIES = Path.of("target/postgres-15/postgres-linux-x86_64.txz");

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
        execute("postgres", "CREATE DATABASE tidemark");
        new Migrator(jdbcUrl("tidemark"), "postgres", "postgres").migrate();
        Stream.of("tidemark_ingest", "tidemark_query")
                .forEach(role -> execute(
                        "postgres", "CREATE ROLE %1$s_login LOGIN PASSWORD 'test' IN ROLE %1$s".formatted(role)));
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
        try (var ingest = deployment.ingest();
                var query = deployment.query();
                var sender = new Sender(ingest, TOKEN)) {
            assertThat(sender.send(sent)).isTrue();
            before = usage(query);
            assertThat(before).contains("\"totalApiCalls\":500");

            run("pg_dumpall", "--roles-only", "--no-role-passwords", "--file", "roles.sql");
            run("pg_dump", "--format=custom", "--file", "tidemark.dump", "tidemark");
        }
        execute("postgres", "DROP DATABASE tidemark WITH (FORCE)");
        run("psql", "--dbname", "postgres", "--file", "roles.sql");
        run("createdb", "tidemark");
        run("pg_restore", "--exit-on-error", "--dbname", "tidemark", "tidemark.dump");
        run("psql", "--dbname", "tidemark", "--command", "ANALYZE");

        try (var ingest = deployment.ingest();
                var query = deployment.query();
                var sender = new Sender(ingest, TOKEN)) {
            assertThat(usage(query)).isEqualTo(before);
            assertThat(sender.send(sent)).isTrue();
            assertThat(usage(query)).contains("\"totalApiCalls\":500");
            assertThat(sender.send(List.of(UUID.randomUUID()))).isTrue();
            assertThat(usage(query)).contains("\"totalApiCalls\":501");
        }
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
    private void run(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
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
