package io.tidemark.bench.baseline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The rows that Tidemark made of reference events, for others to write again: the same columns, the same values. */
public final class EventRows {

    private static final String COPY_OUT = """
            COPY (SELECT * FROM event) TO STDOUT
            """;

    private static final String SELECT_COLUMNS = """
            SELECT a.attname, t.typname
              FROM pg_attribute a
              JOIN pg_type t ON t.oid = a.atttypid
             WHERE a.attrelid = 'event'::regclass
               AND a.attnum > 0
               AND NOT a.attisdropped
             ORDER BY a.attnum
            """;

    private static final String SELECT_ROWS = """
            SELECT *
              FROM event
            """;

    /** A column with its type as PostgreSQL's catalogue names it: arrays have an underscore in front. */
    record Column(String name, String type) {

        boolean isArray() {
            return type.startsWith("_");
        }

        /** UNNEST would flatten arrays of arrays: they travel as text. */
        String elementType() {
            return isArray() ? "text" : type;
        }

        String quoted() {
            return '"' + name + '"';
        }

        String value() {
            return isArray() ? quoted() + "::" + type : quoted();
        }
    }

    private final List<Column> columns;
    private final List<@Nullable String[]> rows;
    private final byte[] copy;

    private EventRows(List<Column> columns, List<@Nullable String[]> rows, byte[] copy) {
        this.columns = columns;
        this.rows = rows;
        this.copy = copy;
    }

    /** Reads what is stored now. */
    public static EventRows read(Connection connection) throws SQLException, IOException {
        var columns = readColumns(connection);
        var copy = new ByteArrayOutputStream();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY_OUT, copy);
        return new EventRows(columns, readRows(connection, columns.size()), copy.toByteArray());
    }

    private static List<Column> readColumns(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(SELECT_COLUMNS)) {
            var columns = new ArrayList<Column>();
            while (result.next()) {
                columns.add(new Column(result.getString(1), result.getString(2)));
            }
            return columns;
        }
    }

    private static List<@Nullable String[]> readRows(Connection connection, int width) throws SQLException {
        // Values repeat; held once each, hundreds of thousands of rows fit in little memory.
        Map<String, String> pool = new HashMap<>();
        var rows = new ArrayList<@Nullable String[]>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(SELECT_ROWS)) {
            while (result.next()) {
                var row = new @Nullable String[width];
                for (int i = 0; i < width; i++) {
                    var value = result.getString(i + 1);
                    row[i] = value == null ? null : pool.computeIfAbsent(value, same -> same);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    public int size() {
        return rows.size();
    }

    List<Column> columns() {
        return columns;
    }

    /** The rows in PostgreSQL's text format for COPY. */
    byte[] copy() {
        return copy;
    }

    /** One array per column of up to that many rows. */
    @Nullable
    Object[][] slice(int from, int count) {
        var part = rows.subList(from, Math.min(rows.size(), from + count));
        var arrays = new @Nullable Object[columns.size()][part.size()];
        for (int row = 0; row < part.size(); row++) {
            var values = part.get(row);
            for (int column = 0; column < values.length; column++) {
                arrays[column][row] = values[column];
            }
        }
        return arrays;
    }
}
