package io.tidemark.testing;

import io.tidemark.schema.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own process. It can be stopped and started again with its data, on the same port. */
public final class PostgresServer {

    static final String PASSWORD = "test";

    private static final String TEMPLATE = "tidemark_template";
    private static final String SHARED_PORT = "tidemark.testing.postgres.port";

    static {
        // The DriverManager serves a class only with drivers of its own loader, and Quarkus loads tests in several.
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private final int port;
    private final @Nullable Path dataDirectory;
    private @Nullable EmbeddedPostgres process;

    private PostgresServer(int port, @Nullable Path dataDirectory) {
        this.port = port;
        this.dataDirectory = dataDirectory;
    }

    /**
     * The server that all tests of this JVM share; each makes databases of its own on it. Remembered in a system
     * property, since Quarkus loads test classes in several class loaders.
     */
    public static synchronized PostgresServer shared() {
        var running = Integer.getInteger(SHARED_PORT);
        if (running != null) {
            return new PostgresServer(running, null);
        }
        var server = startNew();
        System.setProperty(SHARED_PORT, Integer.toString(server.port));
        return server;
    }

    /** A server that only the caller uses, and may stop. */
    public static PostgresServer startNew() {
        try {
            var server = new PostgresServer(Ports.free(), Files.createTempDirectory("tidemark-postgres"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
            server.start();
            server.prepareTemplate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server, again if it ran before. */
    public void start() {
        try {
            process = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(dataDirectory)
                    // Removed by the hook above: the library would do so at each stop.
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    // Counted per database, and each test has its own.
                    .setServerConfig("pg_stat_statements.max", "30000")
                    .setServerConfig("pg_stat_statements.track_utility", "off")
                    .setServerConfig("max_connections", "200")
                    // What is committed is out of the process's hands, as in production, and survives its death.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("jit", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server at once; open connections break. */
    public void stop() {
        if (process == null) {
            throw new IllegalStateException("not started here");
        }
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = null;
    }

    /** SIGKILL to every process of the server: none of them runs any more when this returns. */
    public void kill() {
        var postmaster = ProcessHandle.of(postmaster()).orElseThrow();
        var processes =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        // Finds nobody to stop, and lets go of the directory.
        stop();
    }

    /** At the end of the JVM: a build starts dozens of servers, some with gigabytes, and a disk fills quickly. */
    private void remove() {
        if (process != null) {
            SentStatements.record(this, TEMPLATE);
            stop();
        }
        try (var paths = Files.walk(dataDirectory())) {
            for (var file : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path dataDirectory() {
        if (dataDirectory == null) {
            throw new IllegalStateException("not started here");
        }
        return dataDirectory;
    }

    private long postmaster() {
        try (var lines = Files.lines(dataDirectory().resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** A fresh, fully migrated database. */
    public TestDatabase createDatabase() {
        var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return new TestDatabase(this, name);
    }

    /** A fresh, empty database: for tests of the migrations themselves. */
    public TestDatabase createEmptyDatabase() {
        var name = "empty_" + UUID.randomUUID().toString().replace('-', '_');
        execute("CREATE DATABASE " + name);
        return new TestDatabase(this, name);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user, PASSWORD);
    }

    private void prepareTemplate() {
        execute("CREATE DATABASE " + TEMPLATE);
        new Migrator(jdbcUrl(TEMPLATE), "postgres", PASSWORD).migrate();
        execute("""
                DO $$
                DECLARE
                    service text;
                BEGIN
                    FOREACH service IN ARRAY ARRAY['tidemark_ingest', 'tidemark_query', 'tidemark_job', 'tidemark_alert', 'tidemark_operator'] LOOP
                        EXECUTE format('CREATE ROLE %I LOGIN PASSWORD ''test'' IN ROLE %I', service || '_login', service);
                    END LOOP;
                END $$""");
        // Whoever is connected to a template prevents copies.
        execute(TEMPLATE, "CREATE EXTENSION pg_stat_statements");
    }

    private void execute(String sql) {
        execute("postgres", sql);
    }

    private void execute(String database, String sql) {
        try (Connection connection = connect(database, "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
