package io.tidemark.bench.query;

import io.tidemark.bench.stage.Database;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The same events in one plain table with the indexes that an engineer would give it: by time, and by time within route,
 * API, consumer and status, those of errors, and of groups. Nothing else is in the way: one tenant, nobody writes.
 */
final class RawTable {

    /** Unlogged is faster to write and no slower to read. Partitions are read in turn, so that rows are in order of time. */
    private static final String CREATE = """
            CREATE UNLOGGED TABLE raw_event AS
            SELECT e.tenant_id, e.id, e."time", e.type, e.api, e.route, e.method, e.status,
                   (e.type = 'request' AND coalesce(e.status, 0) >= 400 OR e.error_type IS NOT NULL) AS error,
                   CASE WHEN e.path_folded THEN ':other' ELSE e.path END AS path,
                   string_to_array(e.groups, E'\\n') AS groups, e.consumer, e.user_id, e.agent_id, e.domain, e.country,
                   e.protocol, e.environment, c.browser, c.os, c.device, c.client_class, e.duration_us, e.overhead_us,
                   e.backend_us, e.bytes_in, e.bytes_out, coalesce(e.quantity, 1) AS quantity, e.visitor,
                   e.referrer_class, e.referrer_domain, e.error_type, e.error_message, e.error_category, e.request_id,
                   e.trace_id, e.span_id, e.attributes
              FROM event AS e
              LEFT JOIN client AS c ON c.id = e.client_id
            """;

    private static final String INDEX = """
            ALTER TABLE raw_event ADD PRIMARY KEY (id);
            CREATE INDEX ON raw_event (tenant_id, "time" DESC);
            CREATE INDEX ON raw_event (route, "time" DESC);
            CREATE INDEX ON raw_event (api, "time" DESC);
            CREATE INDEX ON raw_event (consumer, "time" DESC);
            CREATE INDEX ON raw_event (status, "time" DESC);
            CREATE INDEX ON raw_event ("time" DESC) WHERE error;
            CREATE INDEX ON raw_event USING gin (groups);
            """;

    private static final String SETTLE = """
            VACUUM (ANALYZE) raw_event
            """;

    private RawTable() {}

    static void create(Database database) throws SQLException {
        try (var connection = database.connect()) {
            execute(connection, "SET maintenance_work_mem = '256MB'");
            execute(connection, CREATE);
            execute(connection, INDEX);
            execute(connection, SETTLE);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
