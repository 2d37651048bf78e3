package io.tidemark.bench.baseline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** COPY into a table without any index, all in one transaction: as fast as rows get into PostgreSQL. */
public final class CopyBaseline implements Baseline {

    private static final String PREPARE = """
            DROP TABLE IF EXISTS baseline_copy;
            CREATE TABLE baseline_copy (LIKE event);
            CHECKPOINT
            """;

    private static final String COPY_IN = """
            COPY baseline_copy FROM STDIN
            """;

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PREPARE);
        }
    }

    @Override
    public void write(Connection connection, EventRows rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(COPY_IN, new ByteArrayInputStream(rows.copy()), 1 << 16);
    }
}
