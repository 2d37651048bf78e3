package io.tidemark.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Which calls distribute the schema, and that the schema keeps to the rules of Citus. Citus itself is not here: functions
 * of its names note their calls, so that nothing is said of what Citus would answer.
 */
class DistributionTest {

    private static final String CALLS = "SELECT call FROM citus_stub.call ORDER BY number";

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void migrateAndDistribute() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        new Migrator(url(), "postgres", "postgres").migrate();
        assertThatThrownBy(DistributionTest::distribute).hasMessageContaining("There is no Citus");
        execute(resource("citus-stub.sql"));
        distribute();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void whatBelongsToNobodyIsOnEveryNodeAndComesFirst() throws SQLException {
        assertThat(tables())
                .startsWith(
                        "reference backfilled_day", "reference client", "reference rollup_floor", "reference tenant")
                .filteredOn(call -> call.startsWith("reference"))
                .hasSize(4);
    }

    @Test
    void whatBelongsToTenantsIsDistributedByThemAlike() throws SQLException {
        var distributed =
                tables().stream().filter(call -> call.startsWith("distributed")).toList();

        assertThat(distributed).first().isEqualTo("distributed agent by tenant_id with none");
        assertThat(distributed.subList(1, distributed.size()))
                .hasSizeGreaterThan(15)
                .allMatch(call -> call.endsWith(" by tenant_id with agent"))
                .contains(
                        "distributed event by tenant_id with agent", "distributed rollup_hour by tenant_id with agent")
                .noneMatch(call -> call.matches("distributed \\w+_\\d{6,8} .*"));
    }

    @Test
    void everyTableIsDistributedReplicatedOrTheCoordinators() throws SQLException {
        var named = tables().stream().map(call -> call.split(" ")[1]).toList();

        assertThat(Distribution.COORDINATOR_TABLES.keySet()).doesNotContainAnyElementsOf(named);
        assertThat(query("""
                SELECT c.relname
                  FROM pg_class AS c
                 WHERE c.relkind IN ('r', 'p')
                   AND NOT c.relispartition
                   AND c.relnamespace = 'public'::regnamespace""")).hasSize(named.size() + Distribution.COORDINATOR_TABLES.size());
    }

    @Test
    void whatIsReferredToComesFirst() throws SQLException {
        assertThat(tables())
                .containsSubsequence(
                        "distributed webhook by tenant_id with agent",
                        "distributed delivery by tenant_id with agent",
                        "distributed delivery_attempt by tenant_id with agent")
                .containsSubsequence(
                        "distributed webhook by tenant_id with agent",
                        "distributed webhook_secret by tenant_id with agent");
    }

    @Test
    void functionsThatQueriesCallAreThereBeforeThePoliciesThatNeedThem() throws SQLException {
        assertThat(query(CALLS))
                .startsWith("function compact_latency(text)", "function current_tenant()")
                .contains("function latency_bucket(bigint)", "function hours_kept_from(uuid)")
                .noneMatch(call -> call.contains("partition(") || call.contains("admit_dimension_values"));
    }

    @Test
    void theTenantOfATransactionReachesTheNodes() throws SQLException {
        assertThat(query("SHOW citus.propagate_set_commands")).containsExactly("local");
    }

    @Test
    void onlyWhatIsNewIsDistributedLater() throws SQLException {
        var before = tables().size();
        execute("CREATE TABLE later (tenant_id uuid PRIMARY KEY)");
        try {
            assertThat(distribute()).containsExactly("later");
            assertThat(tables()).hasSize(before + 1).last().isEqualTo("distributed later by tenant_id with agent");
        } finally {
            execute("DROP TABLE later; DELETE FROM citus_stub.call WHERE call LIKE '% later %'");
        }
    }

    @Test
    void everyUniqueKeyOfADistributedTableContainsTheTenant() throws SQLException {
        assertThat(query("""
                SELECT i.indexrelid::regclass::text
                  FROM pg_index AS i
                  JOIN pg_dist_partition AS d ON d.logicalrelid = i.indrelid AND d.partmethod = 'h'
                  JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attname = 'tenant_id'
                 WHERE i.indisunique
                   AND a.attnum <> ALL (i.indkey)""")).isEmpty();
    }

    /** Inside the tenant, or to what every node has; never to or from what the coordinator keeps. */
    @Test
    void everyForeignKeyStaysOnANode() throws SQLException {
        assertThat(query("""
                SELECT k.conname
                  FROM pg_constraint AS k
                  LEFT JOIN pg_dist_partition AS h ON h.logicalrelid = k.conrelid
                  LEFT JOIN pg_dist_partition AS t ON t.logicalrelid = k.confrelid
                 WHERE k.contype = 'f'
                   AND k.connamespace = 'public'::regnamespace
                   AND NOT coalesce(h.partmethod = 'h' AND t.partmethod = 'n', false)
                   AND NOT coalesce(h.partmethod = 'h' AND t.partmethod = 'h'
                                    AND EXISTS (SELECT
                                                  FROM unnest(k.conkey, k.confkey) AS pair (here, there)
                                                  JOIN pg_attribute AS a
                                                    ON a.attrelid = k.conrelid AND a.attnum = pair.here
                                                  JOIN pg_attribute AS b
                                                    ON b.attrelid = k.confrelid AND b.attnum = pair.there
                                                 WHERE a.attname = 'tenant_id'
                                                   AND b.attname = 'tenant_id'), false)""")).isEmpty();
        assertThat(query("SELECT conname FROM pg_constraint WHERE contype = 'f'"))
                .contains("delivery_webhook");
    }

    /** Triggers and exclusion constraints across nodes, identities that are no bigint, inheritance. */
    @Test
    void nothingIsThereThatCitusRefuses() throws SQLException {
        assertThat(query("""
                SELECT 'trigger ' || t.tgname
                  FROM pg_trigger AS t
                  JOIN pg_dist_partition AS d ON d.logicalrelid = t.tgrelid
                 WHERE NOT t.tgisinternal
                 UNION ALL
                SELECT 'exclusion ' || k.conname
                  FROM pg_constraint AS k
                  JOIN pg_dist_partition AS d ON d.logicalrelid = k.conrelid
                 WHERE k.contype = 'x'
                 UNION ALL
                SELECT 'identity ' || a.attname || ' of ' || a.attrelid::regclass
                  FROM pg_attribute AS a
                  JOIN pg_dist_partition AS d ON d.logicalrelid = a.attrelid
                 WHERE a.attidentity <> ''
                   AND a.atttypid <> 'bigint'::regtype
                 UNION ALL
                SELECT 'nullable ' || a.attrelid::regclass
                  FROM pg_attribute AS a
                  JOIN pg_dist_partition AS d ON d.logicalrelid = a.attrelid
                 WHERE a.attname = 'tenant_id'
                   AND NOT a.attnotnull""")).isEmpty();
    }

    private static List<String> distribute() {
        return new Distribution(url(), "postgres", "postgres").distribute();
    }

    private static List<String> tables() throws SQLException {
        return query(CALLS).stream()
                .filter(call -> !call.startsWith("function"))
                .toList();
    }

    private static String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static List<String> query(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var answers = new ArrayList<String>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) throws IOException {
        try (var file = DistributionTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
