package io.tidemark.bench.baseline;

import static java.util.stream.Collectors.joining;

import io.tidemark.bench.baseline.EventRows.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Batches through UNNEST with deduplication, one transaction each, on one connection: as fast as JDBC does it well. */
public final class UnnestBaseline implements Baseline {

    private static final String PREPARE = """
            DROP TABLE IF EXISTS baseline_unnest;
            CREATE TABLE baseline_unnest (LIKE event, PRIMARY KEY (tenant_id, day, id));
            CHECKPOINT
            """;

    private final int batch;

    public UnnestBaseline(int batch) {
        this.batch = batch;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PREPARE);
        }
    }

    @Override
    public void write(Connection connection, EventRows rows) throws SQLException {
        try (var statement = connection.prepareStatement(insert(rows))) {
            for (int from = 0; from < rows.size(); from += batch) {
                writeBatch(connection, statement, rows, from);
            }
        }
    }

    private void writeBatch(Connection connection, PreparedStatement statement, EventRows rows, int from)
            throws SQLException {
        var arrays = rows.slice(from, batch);
        for (int i = 0; i < arrays.length; i++) {
            statement.setArray(
                    i + 1, connection.createArrayOf(rows.columns().get(i).elementType(), arrays[i]));
        }
        statement.executeUpdate();
    }

    private static String insert(EventRows rows) {
        var columns = rows.columns();
        // Column names and types come from PostgreSQL's own catalogue.
        return """
                INSERT INTO baseline_unnest
                SELECT %s
                  FROM unnest(%s) AS row (%s)
                    ON CONFLICT (tenant_id, day, id) DO NOTHING
                """.formatted(
                        columns.stream().map(Column::value).collect(joining(", ")),
                        columns.stream()
                                .map(column -> "?::" + column.elementType() + "[]")
                                .collect(joining(", ")),
                        columns.stream().map(Column::quoted).collect(joining(", ")));
    }
}
