package io.tidemark.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What services asked of a server while tests ran, as {@code pg_stat_statements} saw it: left as a JSON array of texts in
 * the folder that the property names, for tests that judge statements. A test's own, which it sends as superuser, are not
 * among them.
 */
final class SentStatements {

    private static final String FOLDER = "tidemark.testing.statements";

    private static final String SENT = """
            SELECT coalesce(jsonb_agg(DISTINCT s.query), '[]')::text
              FROM pg_stat_statements AS s
              JOIN pg_roles AS r ON r.oid = s.userid
             WHERE r.rolname LIKE 'tidemark\\_%\\_login'
            """;

    private static final String FORGOTTEN = "SELECT dealloc FROM pg_stat_statements_info";

    private SentStatements() {}

    /** At the end of a JVM, whose class loaders may be closed: a failure is only told, since tests are over. */
    static void record(PostgresServer server, String database) {
        var folder = System.getProperty(FOLDER);
        if (folder == null) {
            return;
        }
        try (var connection = server.connect(database, "postgres")) {
            var path = Files.createDirectories(Path.of(folder));
            forgetEarlierRuns(path);
            if (!value(connection, FORGOTTEN).equals("0")) {
                throw new IllegalStateException("pg_stat_statements.max is too low");
            }
            Files.writeString(path.resolve(UUID.randomUUID() + ".json"), value(connection, SENT));
        } catch (IOException | SQLException | RuntimeException | LinkageError e) {
            System.err.println("Statements of the tests were not recorded: " + e);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Several servers of this JVM may leave theirs at the same time. */
    private static void forgetEarlierRuns(Path folder) throws IOException {
        var start = ManagementFactory.getRuntimeMXBean().getStartTime();
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            for (var file : files) {
                if (Files.exists(file) && Files.getLastModifiedTime(file).toMillis() < start) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
