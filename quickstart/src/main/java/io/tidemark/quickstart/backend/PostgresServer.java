package io.tidemark.quickstart.backend;

import io.tidemark.quickstart.process.Program;
import io.tidemark.quickstart.process.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL of one data folder, on the loopback interface only, with a password, and with everything on that
 * keeps what was committed.
 */
public final class PostgresServer {

    public static final String NAME = "postgres";

    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "tidemark";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("max_connections", "100"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("shared_preload_libraries", "pg_stat_statements"));

    private final Path programs;
    private final Path data;
    private final int port;
    private final String password;
    private final Path log;

    public PostgresServer(Path programs, Path data, int port, String password, Path log) {
        this.programs = programs.resolve("bin");
        this.data = data;
        this.port = port;
        this.password = password;
        this.log = log;
    }

    public boolean isInitialised() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /** Makes a new, empty cluster in a folder beside the final one. */
    public Program initialisation(Path target, Path passwordFile) {
        var command = List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + target,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--no-instructions");
        return new Program("initdb", command, Map.of("LC_ALL", "C"), log, StopSignal.TERM, true);
    }

    public Program program() {
        var command = new ArrayList<String>();
        command.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Program(NAME, command, Map.of("LC_ALL", "C"), log, StopSignal.INT, true);
    }

    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    /** {@code postgresql://host:port/database}. */
    public String url() {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public String superuser() {
        return SUPERUSER;
    }

    public String password() {
        return password;
    }

    /** Connects to the product's database, as superuser. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), SUPERUSER, password);
    }

    public boolean answers() {
        try (var connection = connectToServer()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes the product's database unless it exists. */
    public void ensureDatabase() throws SQLException {
        try (var server = connectToServer()) {
            ServerRepository.ensureDatabase(server, DATABASE);
        }
        try (var database = connect()) {
            ServerRepository.ensureStatementStatistics(database);
        }
    }

    private Connection connectToServer() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, password);
    }
}
