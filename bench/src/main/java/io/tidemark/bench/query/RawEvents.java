package io.tidemark.bench.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGConnection;

/** Asks the plain table. */
final class RawEvents implements AutoCloseable {

    private final Connection connection;

    /** Sorts get more memory than PostgreSQL would give them by itself, and plans are made for the values at hand. */
    RawEvents(Connection connection) throws SQLException {
        this.connection = connection;
        connection.unwrap(PGConnection.class).setPrepareThreshold(0);
        try (var statement = connection.createStatement()) {
            statement.execute("SET work_mem = '64MB'");
        }
    }

    Map<CellId, Double> ask(RawQuery query) throws SQLException {
        try (var statement = connection.prepareStatement(query.sql())) {
            for (int i = 0; i < query.parameters().size(); i++) {
                statement.setObject(i + 1, query.parameters().get(i));
            }
            try (var rows = statement.executeQuery()) {
                return read(rows, query);
            }
        }
    }

    /** Numbers by cell; what is NULL is left out. */
    private static Map<CellId, Double> read(ResultSet rows, RawQuery query) throws SQLException {
        var values = new LinkedHashMap<CellId, Double>();
        while (rows.next()) {
            long start = rows.getLong(1);
            var bucket = rows.wasNull() ? null : (Long) start;
            for (int part = 0; part < query.parts().size(); part++) {
                double value = rows.getDouble(3 + part);
                if (!rows.wasNull()) {
                    values.put(
                            new CellId(bucket, rows.getString(2), query.parts().get(part)), value);
                }
            }
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
