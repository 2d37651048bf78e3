package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.schema.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers from a replica are as true as those of the primary, whether it follows, lags behind or is away. */
@SystemProfileOnly
class ReadReplicaIT {

    private static final Path BINARIES = Path.of("target/postgres-15/postgres-linux-x86_64.txz");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ASKED = 100;
    private static final String TOKEN = "tmk_" + UUID.randomUUID() + UUID.randomUUID();

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres primary;
    private static EmbeddedPostgres replica;
    private static Deployment deployment;
    private static ServiceProcess ingest;
    private static ServiceProcess query;

    private long sent;

    @BeforeAll
    static void deploy() throws Exception {
        primary = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> Files.newInputStream(BINARIES))
                .setServerConfig("max_connections", "200")
                .setServerConfig("synchronous_commit", "on")
                .start();
        execute(primary, "postgres", "CREATE DATABASE tidemark");
        new Migrator(jdbcUrl(primary, "tidemark"), "postgres", "postgres").migrate();
        Stream.of("tidemark_ingest", "tidemark_query")
                .forEach(role -> execute(
                        primary,
                        "postgres",
                        "CREATE ROLE %1$s_login LOGIN PASSWORD 'test' IN ROLE %1$s".formatted(role)));
        prepareTenant();
        copy();
        replica = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> Files.newInputStream(BINARIES))
                .setServerConfig("max_connections", "200")
                .setServerConfig("synchronous_commit", "on")
                .setDataDirectory(folder.resolve("replica"))
                .setCleanDataDirectory(false)
                .start();
        deployment = new Deployment()
                .with("QUARKUS_DATASOURCE_REACTIVE_URL", url(primary))
                .with("TIDEMARK_QUERY_READ_REPLICA", url(replica))
                .with("TIDEMARK_QUERY_REPLICA_PATIENCE", "500ms")
                .with("TIDEMARK_QUERY_REPLICA_REST", "20ms");
        ingest = deployment.ingest();
        query = deployment.query();
    }

    @AfterAll
    static void undeploy() throws IOException {
        deployment.close();
        replica.close();
        primary.close();
    }

    @Test
    void everyAnswerHoldsWhatWasAcknowledged() throws Exception {
        for (var i = 0; i < 20; i++) {
            sendAndAsk();
        }
        assertThat(reads("replica")).as("answers of the replica").isPositive();

        execute(replica, "postgres", "SELECT pg_wal_replay_pause()");
        var before = reads("primary");
        for (var i = 0; i < 3; i++) {
            sendAndAsk();
        }
        assertThat(reads("primary"))
                .as("answers of the primary, while the replica stands still")
                .isGreaterThan(before);
        execute(replica, "postgres", "SELECT pg_wal_replay_resume()");
        var resumed = reads("replica");
        await().atMost(PATIENCE).until(() -> {
            sendAndAsk();
            return reads("replica") > resumed;
        });

        thrownOutOnTheReplicaTheyAreBegunAgainOnThePrimary();

        replica.close();
        for (var i = 0; i < 3; i++) {
            sendAndAsk();
        }
    }

    private void thrownOutOnTheReplicaTheyAreBegunAgainOnThePrimary() throws Exception {
        var before = reads("replica");
        var thrownOut = new AtomicLong();
        var asked = new CountDownLatch(ASKED);
        var thrower = Thread.ofPlatform().start(() -> {
            while (asked.getCount() > 0) {
                thrownOut.addAndGet(throwOut());
            }
        });
        for (var i = 0; i < ASKED; i++) {
            var answer = ServiceProcess.send(HttpRequest.newBuilder(query.url("/analytics/_query"))
                    .headers(
                            "Authorization",
                            "Bearer " + TOKEN,
                            "Cache-Control",
                            "no-cache",
                            "Content-Type",
                            "application/json")
                    .POST(BodyPublishers.ofString("{\"query\":\"requests_total\",\"from\":\"now-24h\"}"))
                    .build());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"value\":" + sent + ",");
            asked.countDown();
        }
        thrower.join();
        assertThat(thrownOut).as("readings thrown out").hasPositiveValue();
        assertThat(reads("replica")).isGreaterThan(before);
    }

    /** As the replica itself does with readings that are in the way of what it has to replay. */
    private static long throwOut() {
        try (var connection = DriverManager.getConnection(jdbcUrl(replica, "tidemark"), "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(pg_terminate_backend(pid))
                          FROM pg_stat_activity
                         WHERE usename = 'tidemark_query_login'
                           AND state <> 'idle'""")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private void sendAndAsk() {
        try (var sender = new Sender(ingest, TOKEN)) {
            assertThat(sender.send(Stream.generate(UUID::randomUUID).limit(10).toList()))
                    .isTrue();
        }
        sent += 10;
        var answer = ServiceProcess.get(
                query.url("/analytics/usage-summary"), "Authorization", "Bearer " + TOKEN, "Cache-Control", "no-cache");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"totalApiCalls\":" + sent + ",");
    }

    private static double reads(String source) {
        return ServiceProcess.get(query.managementUrl("/q/metrics"), "Accept", "text/plain")
                .body()
                .lines()
                .filter(line -> line.startsWith("tidemark_query_reads_total{") && line.contains(source))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void copy() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "pg_basebackup",
                        "--host=127.0.0.1",
                        "--port=" + primary.getPort(),
                        "--username=postgres",
                        "--checkpoint=fast",
                        "--write-recovery-conf",
                        "--pgdata=" + folder.resolve("replica"))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static void prepareTenant() {
        var tenant = UUID.randomUUID();
        execute(
                primary,
                "tidemark",
                "INSERT INTO tenant (id, slug, name, tier) VALUES ('%s', 'acme', 'Acme', 'pro')".formatted(tenant));
        execute(primary, "tidemark", """
                INSERT INTO api_key (tenant_id, name, hash, hint, scopes)
                VALUES ('%s', 'test', sha256('%s'), 'hint', '{ingest,read}')""".formatted(tenant, TOKEN));
    }

    private static String url(EmbeddedPostgres server) {
        return jdbcUrl(server, "tidemark").substring("jdbc:".length());
    }

    private static String jdbcUrl(EmbeddedPostgres server, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
    }

    private static void execute(EmbeddedPostgres server, String database, String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl(server, database), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
