package io.tidemark.bench.stage;

import java.sql.Connection;
import java.sql.SQLException;

/** The table that is written to, as owner of the database. */
public final class EventTable {

    private static final String EMPTY = """
            TRUNCATE event, ingest_batch, arrival_id, stale_day;
            CHECKPOINT
            """;

    private static final String BYTES_PER_EVENT = """
            CHECKPOINT;
            SELECT (SELECT sum(pg_total_relation_size(p.relid))
                      FROM pg_partition_tree('event') p
                     WHERE p.isleaf)
                   / (SELECT count(*)
                        FROM event)
            """;

    private final Connection connection;

    public EventTable(Connection connection) {
        this.connection = connection;
    }

    /** Throws all events away, so that every run starts with the same table. */
    public void empty() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(EMPTY);
        }
    }

    /** Bytes on disk, indexes and everything included, divided by the events stored. */
    public double bytesPerEvent() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(BYTES_PER_EVENT);
            statement.getMoreResults();
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getDouble(1);
            }
        }
    }
}
