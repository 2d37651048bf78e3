package io.tidemark.systemtests;

import static org.awaitility.Awaitility.await;

import io.tidemark.testing.Ports;
import io.tidemark.testing.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** Debian's PgBouncer in transaction mode, in front of one database. */
final class PgBouncer implements AutoCloseable {

    static final int CONNECTIONS_PER_USER = 5;

    private final Process process;
    private final int port;
    private final String database;

    private PgBouncer(Process process, int port, String database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    static PgBouncer start(TestDatabase database) throws IOException {
        var folder = Files.createTempDirectory("tidemark-pgbouncer");
        // It refuses to be root, so somebody else must read this.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var port = Ports.free();
        var name = database.reactiveUrl().substring(database.reactiveUrl().lastIndexOf('/') + 1);
        var users = folder.resolve("users.txt");
        Files.writeString(
                users,
                List.of("tidemark_ingest", "tidemark_query", "tidemark_alert").stream()
                        .map(role -> "\"%s\" \"%s\"\n".formatted(database.login(role), database.password()))
                        .reduce("", String::concat));
        var settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                %s = host=127.0.0.1 port=%d

                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = md5
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 500
                ignore_startup_parameters = extra_float_digits
                """.formatted(name, database.server().port(), port, users, CONNECTIONS_PER_USER));
        var log = Path.of("target", "pgbouncer-" + port + ".log");
        var process = new ProcessBuilder("/usr/sbin/pgbouncer", "-u", "nobody", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> process.isAlive() && answers(port));
        return new PgBouncer(process, port, name);
    }

    String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
