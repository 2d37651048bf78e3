package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.schema.Distribution;
import io.tidemark.testing.OpenApi;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Statements that services sent while their own tests ran, which {@code pg_stat_statements} saw: each that looks through a
 * table of tenants says of which. On Citus any other would go to every node. Row-level security does not count.
 */
class TenantStatementsTest {

    private static final Path ROOT = OpenApi.file("x").getParent().getParent();
    private static final List<String> MODULES =
            List.of("ingest-service", "query-service", "alert-service", "aggregation-job");

    /** What looks across tenants, by its beginning, and why it may. */
    private static final Map<String, String> ACROSS_TENANTS = Map.of();

    private static final Set<String> statements = new TreeSet<>();
    private static final Map<String, Set<String>> unbound = new LinkedHashMap<>();
    private static final Map<String, String> unexplained = new LinkedHashMap<>();

    private static Map<String, String> roots;
    private static Connection connection;

    @BeforeAll
    static void explain() throws IOException, SQLException {
        for (var module : MODULES) {
            var folder = ROOT.resolve(module).resolve("target/statements");
            if (System.getenv("CI") == null) {
                assumeThat(folder).as("the tests of %s must run first", module).exists();
            }
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    statements.addAll(new ObjectMapper().readValue(file.toFile(), new TypeReference<List<String>>() {}));
                }
            }
        }
        var database = PostgresServer.shared().createDatabase();
        assumeThat(database.number("SELECT current_setting('server_version_num')::int"))
                .as("GENERIC_PLAN is of PostgreSQL 16")
                .isGreaterThanOrEqualTo(160_000);
        database.query("SELECT ensure_event_partition(current_date)");
        roots = roots(database);
        connection = database.connect();
        for (var statement : statements) {
            try {
                var tables = unbound(statement);
                if (!tables.isEmpty()) {
                    unbound.put(statement, tables);
                }
            } catch (SQLException e) {
                unexplained.put(statement, String.valueOf(e.getMessage()));
            }
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT count(*) FROM event                                                            | event
            SELECT count(*) FROM event WHERE tenant_id > $1                                       | event
            SELECT count(*) FROM event WHERE tenant_id = $1                                       |
            SELECT count(*) FROM event AS e JOIN agent AS a ON a.tenant_id = e.tenant_id          | agent event
            SELECT count(*) FROM event AS e JOIN agent AS a USING (tenant_id) WHERE tenant_id = $1 |
            SELECT count(*) FROM event AS e JOIN agent AS a ON a.id = e.agent_id WHERE e.tenant_id = $1 | agent
            SELECT count(*) FROM event AS e JOIN tenant AS t ON t.id = e.tenant_id                | event
            SELECT count(*) FROM event AS e JOIN tenant AS t ON t.id = e.tenant_id WHERE t.id = $1 |
            UPDATE agent AS a SET name = $1 FROM unnest($2::uuid[]) AS n (tenant_id) WHERE a.tenant_id = n.tenant_id |
            DELETE FROM ingest_batch WHERE batch_id = $1                                          | ingest_batch
            """)
    void aTableThatIsReadWithoutATenantIsNoticed(String statement, @Nullable String tables) throws SQLException, IOException {
        assertThat(String.join(" ", unbound(statement))).isEqualTo(tables == null ? "" : tables);
    }

    @Test
    void everyStatementCanBeExplained() {
        assertThat(statements).hasSizeGreaterThan(200);
        assertThat(unexplained).isEmpty();
    }

    @Test
    void whoeverLooksThroughATableOfTenantsSaysOfWhich() {
        assertThat(unbound).allSatisfy((statement, tables) -> assertThat(ACROSS_TENANTS.keySet())
                .as("%s of %s", tables, statement)
                .anyMatch(statement::startsWith));
    }

    @Test
    void everyExceptionIsStillNeeded() {
        assertThat(ACROSS_TENANTS.keySet()).allSatisfy(beginning -> assertThat(unbound.keySet())
                .as(beginning)
                .anyMatch(statement -> statement.startsWith(beginning)));
    }

    private static Set<String> unbound(String statement) throws SQLException, IOException {
        try (var explanation = connection.createStatement();
                var rows = explanation.executeQuery("EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) " + statement)) {
            rows.next();
            return new StatementPlan(new ObjectMapper().readTree(rows.getString(1)), roots).unbound();
        }
    }

    /** Tables of tenants and their partitions, by name, with the name of the whole; and the tenants themselves. */
    private static Map<String, String> roots(TestDatabase database) {
        var roots = new HashMap<String, String>();
        database.query("""
                SELECT c.relname AS name, coalesce(pg_partition_root(c.oid), c.oid)::regclass::text AS root
                  FROM pg_class AS c
                  LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                 WHERE c.relkind IN ('r', 'p')
                   AND c.relnamespace = 'public'::regnamespace
                   AND (a.attname IS NOT NULL OR c.relname = 'tenant')""").forEach(row -> roots.put(
                String.valueOf(row.get("name")), String.valueOf(row.get("root"))));
        roots.keySet().removeAll(Distribution.COORDINATOR_TABLES.keySet());
        return roots;
    }
}
