package io.tidemark.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections to the databases used last: to open one takes far longer than most statements of a test. */
final class IdleConnections {

    private static final int MOST = 4;
    private static final int VALID_SECONDS = 5;

    private final Map<String, Connection> byDatabase = new LinkedHashMap<>();

    /** One to the database that works, or null. It is the caller's to close or to {@link #keep}. */
    @Nullable
    Connection take(String database) throws SQLException {
        var connection = remove(database);
        if (connection == null || connection.isValid(VALID_SECONDS)) {
            return connection;
        }
        connection.close();
        return null;
    }

    /** Forgets what was set, locked and prepared on it. */
    void keep(String database, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
        }
        var surplus = put(database, connection);
        if (surplus != null) {
            surplus.close();
        }
    }

    private synchronized @Nullable Connection remove(String database) {
        return byDatabase.remove(database);
    }

    private synchronized @Nullable Connection put(String database, Connection connection) {
        var surplus = byDatabase.put(database, connection);
        if (surplus == null && byDatabase.size() > MOST) {
            surplus = byDatabase.remove(byDatabase.keySet().iterator().next());
        }
        return surplus;
    }
}
