package io.tidemark.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The migrations, and what they promise of tenancy and partitions, on a real PostgreSQL. */
class MigratorTest {

    private static final String ACME = "11111111-1111-1111-1111-111111111111";
    private static final String GLOBEX = "22222222-2222-2222-2222-222222222222";

    private static final String FILL = """
            INSERT INTO event (tenant_id, id, "time", batch_id, quantity, day, type, path)
            SELECT '%s', gen_random_uuid(), '2026-02-02T12:00:00Z', i, 1, '2026-02-02', 'request', repeat('x', 100)
              FROM generate_series(1, %d) AS i""";

    private static EmbeddedPostgres postgres;
    private static List<String> firstRun;

    @BeforeAll
    static void migrateAnEmptyDatabase() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        firstRun = migrator().migrate();
        execute("postgres", "SELECT ensure_event_partition('2026-01-01')");
        for (var tenant : List.of(ACME, GLOBEX)) {
            execute(
                    "postgres",
                    "INSERT INTO tenant (id, slug, name, tier) VALUES ('%s', 't%s', 'T', 'pro')"
                            .formatted(tenant, tenant.charAt(0)));
            execute("postgres", "INSERT INTO agent (tenant_id, id) VALUES ('%1$s', '%1$s')".formatted(tenant));
            execute("postgres", """
                    INSERT INTO event (tenant_id, id, "time", batch_id, quantity, day, type)
                    VALUES ('%s', gen_random_uuid(), '2026-01-01T12:00:00Z', 1, 1, '2026-01-01', 'request')""".formatted(tenant));
            for (var table : List.of("rollup_minute", "rollup_hour", "rollup_day")) {
                execute("postgres", """
                        INSERT INTO %s (tenant_id, cube, bucket, level, cells, type, events)
                        VALUES ('%s', 5, '2026-01-01T00:00:00Z', 0, 1, '{request}', '{1}')""".formatted(table, tenant));
            }
            execute(
                    "postgres",
                    "INSERT INTO aggregated_day (tenant_id, day, bucket) VALUES ('%s', '2026-01-01', '2026-01-01T00:00:00Z')"
                            .formatted(tenant));
            execute(
                    "postgres",
                    "INSERT INTO dimension_value VALUES ('%s', 'route', '/', now(), now())".formatted(tenant));
            execute("postgres", "INSERT INTO dimension_cap VALUES ('%s', 'route', 1)".formatted(tenant));
            execute("postgres", "INSERT INTO stale_day VALUES ('%s', '2026-01-01', 1)".formatted(tenant));
            execute("postgres", "INSERT INTO ingest_batch VALUES ('%s', 1, 1, now(), now())".formatted(tenant));
            execute("postgres", "INSERT INTO hour_floor VALUES ('%s', now())".formatted(tenant));
            execute("postgres", """
                    INSERT INTO api_definition (tenant_id, name, title, base_paths, operations)
                    VALUES ('%s', 'orders', 'Orders', '{/v1}', '[]')""".formatted(tenant));
            execute("postgres", """
                    INSERT INTO audit_event (tenant_id, actor, platform, action, target)
                    VALUES ('%s', 'somebody', false, 'agent.deleted', 'x')""".formatted(tenant));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** By default the newest; the build runs some tests on the oldest one, too. */
    @Test
    void postgresIsOfTheMajorVersionThatWasAskedFor() throws SQLException {
        assertThat(query("postgres", "SELECT current_setting('server_version_num')::int / 10000"))
                .containsExactly(System.getProperty("tidemark.test.postgres", "18"));
    }

    @Test
    void migratingAgainChangesNothing() {
        assertThat(firstRun).hasSizeGreaterThanOrEqualTo(4).isSorted();
        assertThat(migrator().migrate()).isEmpty();
    }

    @Test
    void noStatisticsAreMadeOfTheArraysOfRollups() throws SQLException {
        execute("postgres", "SELECT ensure_event_partition('2026-02-01')");

        assertThat(query("postgres", """
                        SELECT relname::text
                          FROM pg_class AS c
                          JOIN pg_attribute AS a ON a.attrelid = c.oid
                         WHERE c.relname IN ('rollup_day', 'rollup_hour', 'rollup_hour_202602', 'rollup_minute_20260201')
                           AND a.attnum > 0
                         GROUP BY 1
                        HAVING every((attstattarget IS NOT DISTINCT FROM 0)
                                     = (atttypid IN (SELECT oid FROM pg_type WHERE typcategory = 'A')))
                         ORDER BY 1"""))
                .containsExactly("rollup_day", "rollup_hour", "rollup_hour_202602", "rollup_minute_20260201");
    }

    @Test
    void aDayGetsStatisticsOnceItHasManyEvents() throws SQLException {
        execute("postgres", "SELECT ensure_event_partition('2026-02-02')");
        execute("postgres", "ALTER TABLE event_20260202 SET (autovacuum_enabled = off)");
        var ensure = "SELECT ensure_event_statistics('2026-02-02')";
        execute("postgres", FILL.formatted(ACME, 100));
        assertThat(query("tidemark_ingest", ensure)).containsExactly("f");
        execute("postgres", FILL.formatted(ACME, 50_000));
        assertThat(query("tidemark_ingest", ensure)).containsExactly("t");
        assertThat(query("tidemark_ingest", ensure)).containsExactly("f");
        assertThat(query("postgres", """
                        SELECT n_distinct = 1
                          FROM pg_stats
                         WHERE tablename = 'event_20260202'
                           AND attname = 'tenant_id'""")).containsExactly("t");
        execute("postgres", "TRUNCATE event_20260202");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event",
                "agent",
                "tenant",
                "rollup_minute",
                "rollup_hour",
                "rollup_day",
                "aggregated_day",
                "stale_day",
                "dimension_value",
                "dimension_cap",
                "ingest_batch",
                "hour_floor",
                "api_definition",
                "audit_event",
                "analytics_daily_aggregates"
            })
    void theQueryRoleSeesOnlyTheTenantOfItsTransaction(String table) throws SQLException {
        var key = table.equals("tenant") ? "id" : "tenant_id";
        assertThat(query("tidemark_query", "SELECT " + key + " FROM " + table)).isEmpty();
        assertThat(query("tidemark_query", "SET tidemark.tenant_id = ''; SELECT " + key + " FROM " + table))
                .isEmpty();
        assertThat(query("tidemark_query", "SET tidemark.tenant_id = '" + ACME + "'; SELECT " + key + " FROM " + table))
                .containsExactly(ACME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event",
                "agent",
                "tenant",
                "rollup_minute",
                "rollup_hour",
                "rollup_day",
                "aggregated_day",
                "stale_day",
                "ingest_batch"
            })
    void theAlertRoleSeesOnlyTheTenantOfItsTransaction(String table) throws SQLException {
        var key = table.equals("tenant") ? "id" : "tenant_id";
        assertThat(query("tidemark_alert", "SELECT " + key + " FROM " + table)).isEmpty();
        assertThat(query("tidemark_alert", "SET tidemark.tenant_id = '" + ACME + "'; SELECT " + key + " FROM " + table))
                .containsOnly(ACME);
    }

    @Test
    void theQueryRoleCannotWriteForAnotherTenant() {
        assertThatThrownBy(() -> query(
                        "tidemark_query",
                        "SET tidemark.tenant_id = '%s'; INSERT INTO agent (tenant_id, id) VALUES ('%s', gen_random_uuid()) RETURNING id"
                                .formatted(ACME, GLOBEX)))
                .hasMessageContaining("row-level security");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET actor = 'somebody else'",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event"
            })
    void servicesOnlyAppendToTheAuditLog(String sql) {
        for (var role : List.of("tidemark_query", "tidemark_alert", "tidemark_ingest")) {
            assertThatThrownBy(() -> query(role, "SET tidemark.tenant_id = '" + ACME + "'; " + sql))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void nobodyIsBlamedInTheNameOfAnotherTenant() {
        for (var role : List.of("tidemark_query", "tidemark_alert")) {
            assertThatThrownBy(() -> query(role, """
                            SET tidemark.tenant_id = '%s';
                            INSERT INTO audit_event (tenant_id, actor, platform, action, target)
                            VALUES ('%s', 'somebody', false, 'agent.deleted', 'x')""".formatted(ACME, GLOBEX)))
                    .hasMessageContaining("row-level security");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidemark_ingest", "tidemark_query", "tidemark_job", "tidemark_alert"})
    void partitionsAreReachedOnlyThroughTheirParent(String role) {
        assertThatThrownBy(() -> query(role, "SELECT tenant_id FROM event_20260101"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void everyTableWithTenantsForcesRowLevelSecurity() throws SQLException {
        assertThat(query("postgres", """
                SELECT c.relname
                  FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                 WHERE c.relkind IN ('r', 'p')
                   AND NOT c.relispartition
                   AND c.relnamespace = 'public'::regnamespace
                   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)""")).containsExactlyInAnyOrder("api_key", "alert_schedule", "delivery_due");
    }

    @Test
    void everyUniqueKeyOfATenantsTableContainsTheTenant() throws SQLException {
        assertThat(query("postgres", """
                SELECT i.indexrelid::regclass::text
                  FROM pg_index i
                  JOIN pg_class c ON c.oid = i.indrelid
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                 WHERE i.indisunique
                   AND c.relnamespace = 'public'::regnamespace
                   AND a.attnum <> ALL (i.indkey)
                 ORDER BY 1""")).containsExactly("api_key_hash_unique", "api_key_pk");
    }

    /** So that rows can be distributed by it; these would be reference tables, or the coordinator's own. */
    @Test
    void tablesWithoutTenantsAreKnownByName() throws SQLException {
        assertThat(query("postgres", """
                SELECT c.relname
                  FROM pg_class c
                 WHERE c.relkind IN ('r', 'p')
                   AND NOT c.relispartition
                   AND c.relnamespace = 'public'::regnamespace
                   AND NOT EXISTS (SELECT
                                     FROM pg_attribute a
                                    WHERE a.attrelid = c.oid
                                      AND a.attname = 'tenant_id')"""))
                .containsExactlyInAnyOrder(
                        "tenant", "client", "job_run", "rollup_floor", "backfilled_day", "flyway_schema_history");
    }

    @Test
    void everyForeignKeyStaysInsideATenant() throws SQLException {
        assertThat(query("postgres", """
                SELECT k.conname
                  FROM pg_constraint k
                 WHERE k.contype = 'f'
                   AND k.connamespace = 'public'::regnamespace
                   AND NOT EXISTS (SELECT
                                     FROM unnest(k.conkey, k.confkey) AS pair (here, there)
                                     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.here
                                     JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.there
                                    WHERE a.attname = 'tenant_id'
                                      AND b.attname = 'tenant_id')""")).isEmpty();
    }

    @Test
    void aPartitionIsMadeOnceHoweverManyAskAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var made = new ArrayList<java.util.concurrent.Future<List<String>>>();
            for (int i = 0; i < 8; i++) {
                made.add(threads.submit(() -> query("tidemark_ingest", "SELECT ensure_event_partition('2026-03-01')")));
            }
            var answers = new ArrayList<String>();
            for (var answer : made) {
                answers.addAll(answer.get());
            }
            assertThat(answers).hasSize(8).containsOnlyOnce("t");
        }
    }

    @Test
    void theViewTellsUnattributedCountsFromAgents() throws SQLException {
        execute("postgres", """
                INSERT INTO rollup_day (tenant_id, cube, bucket, level, cells, type, agent_id, events)
                VALUES ('%1$s', 5, '2026-01-02T05:00:00Z', 0, 4, '{request,token_issuance,token_failure,own.kind}', NULL,
                        '{3,2,1,3}'),
                       ('%1$s', 5, '2026-01-02T05:00:00Z', 0, 1, '{request}', '{%1$s}', '{7}'),
                       ('%1$s', 1, '2026-01-02T05:00:00Z', 0, 1, '{request}', NULL, '{10}')""".formatted(ACME));
        execute(
                "postgres",
                "INSERT INTO aggregated_day (tenant_id, day, bucket) VALUES ('%s', '2026-01-02', '2026-01-02T05:00:00Z')"
                        .formatted(ACME));
        assertThat(query("postgres", """
                SELECT metric_type || ' ' || count || ' ' || coalesce(agent_id::text, 'nobody')
                  FROM analytics_daily_aggregates
                 WHERE date = '2026-01-02'
                 ORDER BY 1"""))
                .containsExactly(
                        "api_calls 3 nobody",
                        "api_calls 7 " + ACME,
                        "token_failures 1 nobody",
                        "token_issuances 2 nobody");
    }

    private static Migrator migrator() {
        return new Migrator(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    private static List<String> query(String role, String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            var isResult = statement.execute(sql);
            while (!isResult) {
                isResult = statement.getMoreResults();
            }
            var answers = new ArrayList<String>();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
            return answers;
        }
    }

    private static void execute(String role, String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            statement.execute(sql);
        }
    }
}
