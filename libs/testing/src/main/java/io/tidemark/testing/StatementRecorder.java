package io.tidemark.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Leaves behind, in {@code target/statements}, the statements that services sent while the tests of a module ran. */
public final class StatementRecorder implements LauncherSessionListener {

    /** Those of the services' logins; whatever is not about rows is left out. */
    private static final String STATEMENTS = """
            SELECT DISTINCT s.query
              FROM pg_stat_statements AS s
              JOIN pg_roles AS r ON r.oid = s.userid
             WHERE r.rolname LIKE 'tidemark\\_%\\_login'
               AND s.query ~* '^\\s*(SELECT|INSERT|UPDATE|DELETE|WITH|MERGE)\\M'
             ORDER BY s.query
            """;

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        var target = Path.of("target");
        if (!PostgresServer.isShared() || !Files.isDirectory(target)) {
            return;
        }
        try {
            var folder = Files.createDirectories(target.resolve("statements"));
            var file = folder.resolve(ProcessHandle.current().pid() + ".json");
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), statements());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Iterable<String> statements() throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = PostgresServer.shared().connectToTemplate();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(STATEMENTS)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
