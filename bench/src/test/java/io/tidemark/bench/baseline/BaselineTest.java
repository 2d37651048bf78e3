package io.tidemark.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.bench.stage.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    private static final int ROWS = 25;

    private static Database database;
    private static Connection connection;

    @BeforeAll
    static void startDatabase(@TempDir Path directory) throws IOException, SQLException {
        database = Database.start(directory);
        connection = database.connect();
        execute("SELECT ensure_event_partition('2026-11-20')");
        execute("""
                INSERT INTO event (tenant_id, id, "time", batch_id, quantity, day, status, type, path, user_id, groups,
                                   request_id, attributes)
                SELECT gen_random_uuid(), gen_random_uuid(), timestamptz '2026-11-20 22:00:00.123456+00', i, 1,
                       '2026-11-20', CASE WHEN i % 2 = 0 THEN 200 END, 'request', E'/a"b\\\\c,{}', 'NULL',
                       CASE WHEN i % 3 = 0 THEN ARRAY['a', 'b"c', NULL] END, '\\x00ff', '{"a": [1, "}"]}'
                  FROM generate_series(1, 25) AS i
                """);
    }

    @AfterAll
    static void stopDatabase() throws SQLException, IOException {
        connection.close();
        database.close();
    }

    @Test
    void databaseLosesNothing() throws SQLException {
        assertThat(database.settings())
                .containsEntry("fsync", "on")
                .containsEntry("synchronous_commit", "on")
                .containsEntry("full_page_writes", "on");
    }

    @Test
    void copyWritesTheSameRows() throws SQLException, IOException {
        assertSameRows(new CopyBaseline(), "baseline_copy");
    }

    @Test
    void unnestWritesTheSameRowsAndSkipsThoseItHas() throws SQLException, IOException {
        assertSameRows(new UnnestBaseline(10), "baseline_unnest");

        new UnnestBaseline(10).write(connection, EventRows.read(connection));
        assertThat(count("SELECT count(*) FROM baseline_unnest")).isEqualTo(ROWS);
    }

    private static void assertSameRows(Baseline baseline, String table) throws SQLException, IOException {
        var rows = EventRows.read(connection);
        assertThat(rows.size()).isEqualTo(ROWS);
        baseline.prepare(connection);
        baseline.write(connection, rows);

        assertThat(count("SELECT count(*) FROM " + table)).isEqualTo(ROWS);
        assertThat(count("SELECT count(*) FROM (TABLE event EXCEPT TABLE " + table + ") missing"))
                .isZero();
    }

    private static long count(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
