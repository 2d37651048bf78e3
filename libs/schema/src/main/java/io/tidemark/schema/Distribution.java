package io.tidemark.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Spreads the schema over the nodes of a Citus cluster: what belongs to a tenant by the tenant, all of it alike, so that
 * a tenant's rows lie together; what belongs to nobody to every node.
 */
public final class Distribution {

    /** What stays with the coordinator, by name, and why. Nothing that is distributed may refer to it. */
    public static final Map<String, String> COORDINATOR_TABLES = Map.of(
            "api_key", "is looked up by its hash, before a tenant is known",
            "alert_schedule", "says what is due, and is claimed across tenants",
            "delivery_due", "says what is due, and is claimed across tenants",
            "job_run", "is about runs of the job, and joined with nothing",
            "flyway_schema_history", "is the migrator's own");

    /** All others are co-located with it. */
    private static final String ANCHOR = "agent";

    private static final String IS_THERE =
            "SELECT to_regproc('create_distributed_table') IS NOT NULL AS there, current_database() AS database";

    /** What only looks, and so may be called by a node in the middle of a query. */
    private static final String FUNCTIONS = """
            SELECT p.oid::regprocedure::text AS name
              FROM pg_proc AS p
             WHERE p.pronamespace = 'public'::regnamespace
               AND p.prokind = 'f'
               AND p.provolatile IN ('i', 's')
               AND NOT p.prosecdef
               AND NOT EXISTS (SELECT
                                 FROM pg_depend AS d
                                WHERE d.classid = 'pg_proc'::regclass
                                  AND d.objid = p.oid
                                  AND d.deptype = 'e')
             ORDER BY 1
            """;

    /** Those that are referred to come before those that refer to them; partitions follow their parents. */
    private static final String TABLES = """
              WITH RECURSIVE reached AS (
                       SELECT c.oid, 0 AS depth
                         FROM pg_class AS c
                        WHERE c.relkind IN ('r', 'p')
                          AND NOT c.relispartition
                          AND c.relnamespace = 'public'::regnamespace
                        UNION ALL
                       SELECT k.conrelid, r.depth + 1
                         FROM reached AS r
                         JOIN pg_constraint AS k ON k.contype = 'f'
                                                AND k.confrelid = r.oid
                                                AND k.conrelid <> k.confrelid
                   ),
                   present AS (
                       SELECT c.oid, c.relname, max(r.depth) AS depth,
                              EXISTS (SELECT
                                        FROM pg_attribute AS a
                                       WHERE a.attrelid = c.oid
                                         AND a.attname = 'tenant_id') AS of_tenants
                         FROM reached AS r
                         JOIN pg_class AS c ON c.oid = r.oid
                        GROUP BY c.oid, c.relname
                   )
            SELECT p.relname AS name, p.of_tenants
              FROM present AS p
             WHERE p.relname <> ALL (?)
               AND NOT EXISTS (SELECT
                                 FROM pg_dist_partition AS d
                                WHERE d.logicalrelid = p.oid)
             ORDER BY p.of_tenants, p.relname <> ?, p.depth, p.relname
            """;

    private record Table(String name, boolean ofTenants) {}

    private final String jdbcUrl;
    private final String user;
    private final String password;

    /**
     * @param jdbcUrl the coordinator's database, with the extension and its nodes
     * @param user the owner of the schema
     */
    public Distribution(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    /** Distributes what is not distributed yet, and returns the names of these tables. Their rows move along. */
    public List<String> distribute() {
        try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
            prepare(connection);
            for (var function : names(connection, FUNCTIONS)) {
                call(connection, "SELECT create_distributed_function(?::regprocedure)", function);
            }
            var tables = tables(connection);
            for (var table : tables) {
                distribute(connection, table);
            }
            return tables.stream().map(Table::name).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The schema was not distributed: " + e.getMessage(), e);
        }
    }

    /** Nodes must hear of the tenant that {@code SET LOCAL} says, or row-level security hides everything there. */
    private static void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(IS_THERE)) {
            answer.next();
            if (!answer.getBoolean("there")) {
                throw new IllegalStateException("There is no Citus: CREATE EXTENSION citus, and add its nodes");
            }
            var database = statement.enquoteIdentifier(answer.getString("database"), true);
            try (var alteration = connection.createStatement()) {
                alteration.execute("ALTER DATABASE " + database + " SET citus.propagate_set_commands = 'local'");
            }
        }
    }

    private static void distribute(Connection connection, Table table) throws SQLException {
        if (!table.ofTenants()) {
            call(connection, "SELECT create_reference_table(?::regclass)", table.name());
        } else {
            call(
                    connection,
                    "SELECT create_distributed_table(?::regclass, 'tenant_id', colocate_with => ?)",
                    table.name(),
                    table.name().equals(ANCHOR) ? "none" : ANCHOR);
        }
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<Table>();
        try (var statement = connection.prepareStatement(TABLES)) {
            statement.setArray(
                    1,
                    connection.createArrayOf("text", COORDINATOR_TABLES.keySet().toArray()));
            statement.setString(2, ANCHOR);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(new Table(rows.getString("name"), rows.getBoolean("of_tenants")));
                }
            }
        }
        return tables;
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString("name"));
            }
        }
        return names;
    }

    private static void call(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            statement.execute();
        }
    }
}
