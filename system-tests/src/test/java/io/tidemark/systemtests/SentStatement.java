package io.tidemark.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement as {@code pg_stat_statements} shows it, with parameters in the place of constants. Of which types these
 * were it does not say, and PostgreSQL cannot always infer it.
 */
final class SentStatement {

    private static final String UNKNOWN = "unknown";
    private static final List<String> TYPES = List.of("bigint", "text", "interval");

    /** Where only constants may stand. */
    private static final Pattern INTERVAL = Pattern.compile("(?i)\\binterval (\\$\\d+)");

    private static final Pattern EXTRACT = Pattern.compile("(?i)\\bextract\\((\\$\\d+) FROM");

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Pattern POSITION = Pattern.compile("Position: (\\d+)");

    private final String sql;
    private final List<String> types;

    SentStatement(String text) {
        sql = EXTRACT.matcher(INTERVAL.matcher(text).replaceAll("$1::interval")).replaceAll("date_part($1,");
        var parameters = PARAMETER
                .matcher(sql)
                .results()
                .mapToInt(parameter -> Integer.parseInt(parameter.group(1)))
                .max()
                .orElse(0);
        types = new ArrayList<>(Collections.nCopies(parameters, UNKNOWN));
    }

    /** Tries types, and keeps the one that PostgreSQL gets furthest with, until it understands the whole. */
    void prepare(Connection connection) throws SQLException {
        for (var reached = attempt(connection); reached < sql.length(); ) {
            var furthest = reached;
            var place = -1;
            var best = UNKNOWN;
            for (var i = 0; i < types.size(); i++) {
                for (var type : types.get(i).equals(UNKNOWN) ? TYPES : List.<String>of()) {
                    types.set(i, type);
                    var further = attempt(connection);
                    types.set(i, UNKNOWN);
                    if (further > furthest) {
                        furthest = further;
                        place = i;
                        best = type;
                    }
                }
            }
            if (place < 0) {
                throw new SQLException("not understood from " + sql.substring(reached));
            }
            types.set(place, best);
            reached = furthest;
        }
        attempt(connection);
    }

    /** With whatever values. */
    String execution() {
        return types.isEmpty()
                ? "EXECUTE sent"
                : "EXECUTE sent (" + String.join(", ", Collections.nCopies(types.size(), "NULL")) + ")";
    }

    /** Returns how far PostgreSQL understands the statement; all of it, if it is prepared then. */
    private int attempt(Connection connection) throws SQLException {
        var beginning = "PREPARE sent " + (types.isEmpty() ? "" : "(" + String.join(", ", types) + ") ") + "AS ";
        try (var statement = connection.createStatement()) {
            statement.execute("DEALLOCATE ALL");
            statement.execute(beginning + sql);
            return sql.length();
        } catch (SQLException e) {
            var position = POSITION.matcher(String.valueOf(e.getMessage()));
            if (!position.find()) {
                throw e;
            }
            return Math.max(Integer.parseInt(position.group(1)) - 1 - beginning.length(), 0);
        }
    }
}
