package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Statements that services sent while their own tests ran, which {@code pg_stat_statements} saw: each that looks through a
 * table of tenants says of which. On Citus any other would go to every node. Row-level security does not count.
 */
class TenantStatementsTest {

    private static final Path ROOT = OpenApi.file("x").getParent().getParent();
    private static final List<String> MODULES =
            List.of("ingest-service", "query-service", "alert-service", "aggregation-job");

    private static final String RUN_FIRST =
            "statements are there once the tests of services and job have run: ./mvnw test -pl system-tests -am";

    /** What looks across tenants, by its beginning, and why it may. */
    private static final Map<String, String> ACROSS_TENANTS = Map.ofEntries(
            Map.entry(
                    "WITH RECURSIVE waiting AS ( (SELECT tenant_id, stored_at FROM ingest_batch ORDER BY tenant_id, batch_id",
                    "is the roller's look at who waits; each step is then one tenant's"),
            Map.entry(
                    "SELECT w.id, w.time_zone, greatest(extract(",
                    "is the same look on Citus, which each node does by itself"),
            Map.entry(
                    "SELECT tenant_id, id, \"time\", actor, api_key_id, platform, action, target FROM audit_event WHERE $9 AND",
                    "shows a platform administrator the log of all tenants"),
            Map.entry(
                    "DELETE FROM arrival_id WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM arrival_id WHERE arrived_at <",
                    "goes by age alone, which is the same for all"),
            Map.entry(
                    "SELECT count(*) AS expired FROM arrival_id WHERE arrived_at <",
                    "says what the former would delete"),
            Map.entry(
                    "DELETE FROM alert_event WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM alert_event WHERE \"time\" <",
                    "goes by age alone, which is the same for all"),
            Map.entry(
                    "SELECT count(*) AS events FROM alert_event WHERE \"time\" <", "says what the former would delete"),
            Map.entry(
                    "DELETE FROM audit_event WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM audit_event WHERE \"time\" <",
                    "goes by age alone, which is the same for all"),
            Map.entry(
                    "SELECT count(*) AS events FROM audit_event WHERE \"time\" <", "says what the former would delete"),
            Map.entry(
                    "DELETE FROM snapshot WHERE type = $1 AND ends_at <",
                    "goes by age alone, which is the same for all"),
            Map.entry(
                    "SELECT count(*) AS expired FROM snapshot WHERE type = $1 AND ends_at <",
                    "says what the former would delete"));

    private static final Set<String> statements = new TreeSet<>();
    private static final Map<String, Set<String>> unbound = new LinkedHashMap<>();
    private static final Map<String, String> unexplained = new LinkedHashMap<>();

    @BeforeAll
    static void explain() throws IOException, SQLException {
        for (var module : MODULES) {
            statements.addAll(statements(ROOT.resolve(module).resolve("target/statements")));
        }
        try (var planner = StatementPlanner.open()) {
            for (var statement : statements) {
                explain(planner, statement);
            }
        }
    }

    /** Of which types constants were is guessed, and may be missed. */
    @Test
    void nearlyEveryStatementCanBeExplained() {
        assertThat(unexplained).hasSizeLessThanOrEqualTo(statements.size() / 50);
    }

    @Test
    void whoeverLooksThroughATableOfTenantsSaysOfWhich() {
        assertThat(unbound).allSatisfy((statement, tables) -> assertThat(ACROSS_TENANTS.keySet())
                .as("%s of %s", tables, statement)
                .anyMatch(statement::startsWith));
    }

    @Test
    void noExceptionIsForAStatementThatSaysOfWhich() {
        assertThat(statements)
                .filteredOn(statement -> ACROSS_TENANTS.keySet().stream().anyMatch(statement::startsWith))
                .isSubsetOf(unbound.keySet());
    }

    /** A run of a few tests leaves only a few statements. */
    @Test
    @EnabledIfEnvironmentVariable(named = "CI", matches = "true")
    void everyExceptionIsForAStatementThatIsSent() {
        assertThat(statements).hasSizeGreaterThan(200);
        assertThat(ACROSS_TENANTS.keySet()).allSatisfy(beginning -> assertThat(unbound.keySet())
                .as(beginning)
                .anyMatch(statement -> statement.startsWith(beginning)));
    }

    private static Set<String> statements(Path folder) throws IOException {
        if (System.getenv("CI") == null) {
            assumeThat(folder).as(RUN_FIRST).exists();
        }
        assertThat(folder).as(RUN_FIRST).exists();
        var texts = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            for (var file : files) {
                new ObjectMapper()
                        .readValue(file.toFile(), new TypeReference<List<String>>() {})
                        .forEach(text -> texts.add(text.strip().replaceAll("\\s+", " ")));
            }
        }
        assertThat(texts).as("statements in %s", folder).isNotEmpty();
        return texts;
    }

    private static void explain(StatementPlanner planner, String statement) throws IOException {
        try {
            var tables = planner.unbound(statement);
            if (!tables.isEmpty()) {
                unbound.put(statement, tables);
            }
        } catch (SQLException e) {
            unexplained.put(statement, String.valueOf(e.getMessage()));
        }
    }
}
