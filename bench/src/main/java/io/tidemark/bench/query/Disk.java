package io.tidemark.bench.query;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Bytes on disk, indexes included.
 *
 * @param rawTable the plain table with its indexes
 */
record Disk(long events, long rollupMinute, long rollupHour, long rollupDay, long rawTable) {

    private static final String MEASURE = """
            SELECT %s, %s, %s, pg_total_relation_size('rollup_day'), pg_total_relation_size('raw_event')
            """.formatted(tree("event"), tree("rollup_minute"), tree("rollup_hour"));

    static Disk measure(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(MEASURE)) {
            rows.next();
            return new Disk(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5));
        }
    }

    long rollups() {
        return rollupMinute + rollupHour + rollupDay;
    }

    /** Of a partitioned table. */
    private static String tree(String table) {
        return "(SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('%s'))".formatted(table);
    }
}
