package io.tidemark.bench.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What PostgreSQL says about how far rules have come. */
final class ScheduleTable {

    private static final String RULES = """
            SELECT schedule_id, count(*) AS rules
              FROM alert_rule
             GROUP BY schedule_id
            """;

    private static final String EVALUATED = """
            SELECT id
              FROM alert_schedule
             WHERE last_slot >= ?
            """;

    private final Connection connection;

    ScheduleTable(Connection connection) {
        this.connection = connection;
    }

    /** How many rules each schedule has. */
    Map<UUID, Integer> rules() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(RULES)) {
            var rules = new HashMap<UUID, Integer>();
            while (rows.next()) {
                rules.put(rows.getObject("schedule_id", UUID.class), rows.getInt("rules"));
            }
            return rules;
        }
    }

    /** Removes those whose slot, or a later one, was evaluated; its result is committed. */
    Map<UUID, Integer> removeEvaluated(Map<UUID, Integer> waiting, Instant slot) throws SQLException {
        var found = new HashMap<UUID, Integer>();
        try (var statement = connection.prepareStatement(EVALUATED)) {
            statement.setTimestamp(1, Timestamp.from(slot));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getObject("id", UUID.class);
                    var rules = waiting.remove(id);
                    if (rules != null) {
                        found.put(id, rules);
                    }
                }
            }
        }
        return found;
    }
}
