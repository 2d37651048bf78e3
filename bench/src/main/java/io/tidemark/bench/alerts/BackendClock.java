package io.tidemark.bench.alerts;

import io.tidemark.bench.machine.ProcessClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** CPU time of PostgreSQL's processes that serve one login. */
final class BackendClock {

    private static final String BACKENDS = "SELECT pid FROM pg_stat_activity WHERE usename = ?";

    private final Connection connection;
    private final String login;
    private final Map<Long, Double> before = new HashMap<>();

    BackendClock(Connection connection, String login) {
        this.connection = connection;
        this.login = login;
    }

    void start() throws SQLException {
        before.putAll(now());
    }

    /** Seconds since the start, of those that are there still. */
    double seconds() throws SQLException {
        return now().entrySet().stream()
                .mapToDouble(backend -> backend.getValue() - before.getOrDefault(backend.getKey(), 0.0))
                .sum();
    }

    private Map<Long, Double> now() throws SQLException {
        var clocks = new HashMap<Long, Double>();
        try (var statement = connection.prepareStatement(BACKENDS)) {
            statement.setString(1, login);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var pid = rows.getLong("pid");
                    clocks.put(pid, new ProcessClock(pid).seconds());
                }
            }
        }
        return clocks;
    }
}
