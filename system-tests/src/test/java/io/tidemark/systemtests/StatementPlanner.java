package io.tidemark.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.schema.Distribution;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A migrated database without rows, which is asked how it would run statements. */
final class StatementPlanner implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Map<String, String> roots;

    private StatementPlanner(Connection connection, Map<String, String> roots) {
        this.connection = connection;
        this.roots = roots;
    }

    static StatementPlanner open() throws SQLException {
        var database = PostgresServer.shared().createDatabase();
        // One partition each: a table without any is in no plan.
        database.query("SELECT ensure_event_partition(current_date)");
        var connection = DriverManager.getConnection(
                database.jdbcUrl() + "?preferQueryMode=simple", database.superuser(), database.password());
        try (var setting = connection.createStatement()) {
            setting.execute("SET plan_cache_mode = force_generic_plan");
        }
        return new StatementPlanner(connection, roots(database));
    }

    /** Tables of tenants that the statement would read without saying of which. */
    Set<String> unbound(String statement) throws SQLException, JsonProcessingException {
        var sent = new SentStatement(statement);
        sent.prepare(connection);
        try (var explanation = connection.createStatement();
                var rows = explanation.executeQuery("EXPLAIN (VERBOSE, FORMAT JSON) " + sent.execution())) {
            rows.next();
            return unboundOf(rows.getString(1));
        }
    }

    /** Tables of tenants that functions of the schema read without saying of which, when the statement calls them. */
    Set<String> unboundInFunctions(String statement) throws SQLException, JsonProcessingException {
        var unbound = new TreeSet<String>();
        try (var call = connection.createStatement()) {
            call.execute("""
                    LOAD 'auto_explain';
                    SET auto_explain.log_min_duration = 0;
                    SET auto_explain.log_nested_statements = on;
                    SET auto_explain.log_verbose = on;
                    SET auto_explain.log_format = 'json';
                    SET client_min_messages = 'log'""");
            call.execute(statement);
            for (var notice = call.getWarnings(); notice != null; notice = notice.getNextWarning()) {
                var message = String.valueOf(notice.getMessage());
                unbound.addAll(unboundOf("[" + message.substring(message.indexOf('{')) + "]"));
            }
            call.execute("SET auto_explain.log_min_duration = -1");
        }
        return unbound;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Set<String> unboundOf(String plan) throws JsonProcessingException {
        return new StatementPlan(JSON.readTree(plan), roots).unbound();
    }

    /** Tables of tenants and their partitions, by name, with the name of the whole; and the tenants themselves. */
    private static Map<String, String> roots(TestDatabase database) {
        var roots = new HashMap<String, String>();
        var tables = database.query("""
                SELECT c.relname AS name, coalesce(pg_partition_root(c.oid), c.oid)::regclass::text AS root
                  FROM pg_class AS c
                  LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                 WHERE c.relkind IN ('r', 'p')
                   AND c.relnamespace = 'public'::regnamespace
                   AND (a.attname IS NOT NULL OR c.relname = 'tenant')""");
        tables.forEach(row -> roots.put(String.valueOf(row.get("name")), String.valueOf(row.get("root"))));
        roots.keySet().removeAll(Distribution.COORDINATOR_TABLES.keySet());
        return roots;
    }
}
