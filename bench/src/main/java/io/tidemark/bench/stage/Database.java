package io.tidemark.bench.stage;

import io.tidemark.schema.Migrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** A PostgreSQL with Tidemark's schema, set up to lose nothing, with the memory of the smallest that is recommended. */
public final class Database implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "1GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "15min",
            "max_connections", "100",
            "jit", "off"));

    private final EmbeddedPostgres server;
    private final Path data;

    private Database(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** Starts an empty one with its data below the directory. */
    public static Database start(Path directory) throws IOException {
        var data = directory.resolve("postgres");
        var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        SETTINGS.forEach(builder::setServerConfig);
        var database = new Database(builder.start(), data);
        new Migrator(database.jdbcUrl(), SUPERUSER, "").migrate();
        return database;
    }

    /** Connects as superuser. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), SUPERUSER, "");
    }

    /** The settings that decide about durability, as the server reports them, and its version. */
    public Map<String, String> settings() throws SQLException {
        var actual = new TreeMap<String, String>();
        try (var connection = connect();
                var show = connection.prepareStatement("SELECT current_setting(?)")) {
            actual.put("server_version", connection.getMetaData().getDatabaseProductVersion());
            for (var name : SETTINGS.keySet()) {
                show.setString(1, name);
                try (var rows = show.executeQuery()) {
                    rows.next();
                    actual.put(name, rows.getString(1));
                }
            }
        }
        return actual;
    }

    /** The process that all others of the server are children of. */
    public long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    }

    /** For the reactive client. */
    public String url() {
        return "postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    private String jdbcUrl() {
        return "jdbc:" + url();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
