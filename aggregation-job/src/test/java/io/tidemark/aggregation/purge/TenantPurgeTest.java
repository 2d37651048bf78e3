package io.tidemark.aggregation.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.aggregation.run.Runner;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_job"))
class TenantPurgeTest {

    @Inject
    Runner runner;

    @Inject
    PurgeRepository repository;

    private final TestDatabase database = Infrastructure.database();
    private TenantPurge purge;

    private record FixedConfig(Duration grace, int batchSize) implements PurgeConfig {}

    @BeforeEach
    void start() {
        database.execute("DELETE FROM tenant WHERE deleted_at IS NOT NULL");
        purge = new TenantPurge(runner, repository, new FixedConfig(Duration.ZERO, 2));
    }

    @Test
    void aDeletedTenantGoesWithAllItsRowsAndTheOthersStay() {
        var deleted = tenantWithRowsEverywhere();
        var live = tenantWithRowsEverywhere();
        delete(deleted);

        var summary = finished(purge.run(), true);

        assertThat(summary.getInteger("tenants")).isEqualTo(1);
        assertThat(summary.getJsonObject("rows").getMap())
                .containsEntry("event", 10L)
                .containsEntry("api_key", 1L)
                .containsEntry("agent", 3L)
                .containsEntry("rollup_day", 3L);
        for (var table : tables()) {
            assertThat(rows(table, deleted)).as(table).isZero();
            assertThat(rows(table, live)).as(table).isPositive();
        }
        assertThat(database.number("SELECT count(*) FROM tenant WHERE id = ?", deleted))
                .isZero();
        assertThat(database.number("SELECT count(*) FROM tenant WHERE id = ?", live))
                .isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM job_run WHERE job = 'purge' AND succeeded"))
                .isPositive();
    }

    @Test
    void everyTableWithRowsOfATenantIsPurged() {
        assertThat(Arrays.stream(TenantTable.values()).map(TenantTable::table))
                .containsExactlyInAnyOrderElementsOf(tables());
    }

    @Test
    void aPurgeThatWasInterruptedIsTakenUpByTheNext() {
        var first = tenantWithRowsEverywhere();
        var second = tenantWithRowsEverywhere();
        delete(first);
        delete(second);
        database.execute("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'not now';
                END $$""");
        database.execute("CREATE TRIGGER refuse BEFORE DELETE ON agent FOR EACH ROW WHEN (OLD.tenant_id = '" + first
                + "') EXECUTE FUNCTION refuse()");

        var interrupted = finished(purge.run(), false);
        database.execute("DROP FUNCTION refuse CASCADE");

        assertThat(interrupted.getJsonArray("failures").encode()).contains(first.toString(), "not now");
        assertThat(interrupted.getInteger("tenants")).isEqualTo(1);
        assertThat(rows("event", first)).isZero();
        assertThat(rows("agent", first)).isPositive();
        assertThat(database.number("SELECT count(*) FROM tenant WHERE id = ?", second))
                .isZero();

        assertThat(finished(purge.run(), true).getInteger("tenants")).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM tenant WHERE id = ?", first))
                .isZero();
    }

    @Test
    void aYoungDeletionIsWaitedFor() {
        var tenant = tenantWithRowsEverywhere();
        delete(tenant);
        var grace = Duration.ofMillis(700);

        var summary = finished(new TenantPurge(runner, repository, new FixedConfig(grace, 2)).run(), true);

        assertThat(summary.getLong("durationMs")).isGreaterThan(300);
        assertThat(rows("event", tenant)).isZero();
    }

    private UUID tenantWithRowsEverywhere() {
        var fixtures = Fixtures.current();
        var tenant = fixtures.tenant("pro", "UTC");
        fixtures.apiKey(tenant, "ingest");
        for (var i = 0; i < 10; i++) {
            fixtures.event(tenant, null, "request", Instant.parse("2026-01-0" + (1 + i % 3) + "T12:00:00Z"));
        }
        for (var i = 1; i <= 3; i++) {
            var agent = fixtures.agent(tenant, "agent " + i);
            database.execute("INSERT INTO arrival_id VALUES (?, ?, now())", tenant, agent);
            database.execute(
                    "INSERT INTO dimension_value VALUES (?, 'route', ?, now(), '2026-01-01')", tenant, "/" + i);
            database.execute("INSERT INTO dimension_cap VALUES (?, ?, 3)", tenant, "route" + i);
            database.execute("INSERT INTO hour_floor VALUES (?, now()) ON CONFLICT DO NOTHING", tenant);
            database.execute(
                    "INSERT INTO audit_event (tenant_id, actor, platform, action, target) VALUES (?, 'a', false, 'agent.deleted', 'x')",
                    tenant);
            database.execute(
                    "INSERT INTO api_definition (tenant_id, name, title, base_paths, operations) VALUES (?, ?, '', '{}', '[]')",
                    tenant,
                    "api" + i);
            database.execute(
                    "INSERT INTO saved_query (tenant_id, id, name, description, definition) VALUES (?, ?, '', '', '{}')",
                    tenant,
                    "own." + i);
            database.execute("""
                    INSERT INTO snapshot (tenant_id, type, starts_at, ends_at, events, requests, errors, client_errors,
                                          server_errors, duration_count, duration_sum, bytes_in, bytes_out, consumers,
                                          protocols, endpoints)
                    VALUES (?, 'daily', '2026-01-01'::date + ?, '2026-02-01', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '[]', '[]')""", tenant, i);
            alertRows(tenant, i);
            webhookRows(tenant);
            database.execute("INSERT INTO stale_day VALUES (?, '2026-01-02', ?)", tenant, i);
            database.execute("INSERT INTO aggregated_day VALUES (?, '2026-01-01'::date + ?)", tenant, i);
            for (var table : List.of("rollup_minute", "rollup_hour", "rollup_day")) {
                database.execute(
                        "INSERT INTO " + table + " (tenant_id, bucket, cube, level, cells, type, events)"
                                + " VALUES (?, '2026-01-01T00:00:00Z', ?, 0, 1, '{request}', '{1}')",
                        tenant,
                        i);
            }
        }
        return tenant;
    }

    private void webhookRows(UUID tenant) {
        var webhook = UUID.randomUUID();
        var delivery = UUID.randomUUID();
        database.execute("""
                INSERT INTO webhook (tenant_id, id, name, channel, url, event_types, severities, labels, format, enabled)
                VALUES (?, ?, '', 'webhook', '', '{}', '{}', '{}', 'standard', true)""", tenant, webhook);
        database.execute("""
                INSERT INTO webhook_secret (tenant_id, id, webhook_id, scheme, key_id, sealed)
                VALUES (?, gen_random_uuid(), ?, 'v1', '', '')""", tenant, webhook);
        database.execute("""
                INSERT INTO delivery (tenant_id, id, webhook_id, event_id, status, event_type, content_type, body)
                VALUES (?, ?, ?, gen_random_uuid(), 'waiting', '', '', '')""", tenant, delivery, webhook);
        database.execute("""
                INSERT INTO delivery_attempt (tenant_id, delivery_id, started_at, number, duration_ms)
                VALUES (?, ?, now(), 1, 1)""", tenant, delivery);
        database.execute(
                "INSERT INTO delivery_due (tenant_id, id, webhook_id, due_at) VALUES (?, ?, ?, now())",
                tenant,
                delivery,
                webhook);
    }

    private void alertRows(UUID tenant, int i) {
        database.execute("""
                INSERT INTO alert_rule (tenant_id, id, name, schedule_id, definition)
                VALUES (?, gen_random_uuid(), ?, gen_random_uuid(), '{}')""", tenant, "rule " + i);
        database.execute("""
                INSERT INTO alert_schedule (tenant_id, id, next_slot, interval_s, phase_s)
                VALUES (?, gen_random_uuid(), now(), 60, 0)""", tenant);
        database.execute("""
                INSERT INTO alert_state (tenant_id, rule_id, series, state, since, sequence, episode, announced, silenced)
                VALUES (?, gen_random_uuid(), '', 'ok', now(), 1, false, false, false)""", tenant);
        database.execute("""
                INSERT INTO alert_event (tenant_id, id, rule_id, "time", sequence, silenced, type, severity, series,
                                         rule_name, message, labels, conditions)
                VALUES (?, gen_random_uuid(), gen_random_uuid(), now(), 1, false, 'alert.firing', 'info', '', '', '', '{}',
                        '[]')""", tenant);
        database.execute("""
                INSERT INTO silence (tenant_id, id, starts_at, ends_at, created_by, definition)
                VALUES (?, gen_random_uuid(), now(), now() + interval '1 h', 'test', '{}')""", tenant);
    }

    private void delete(UUID tenant) {
        database.execute("UPDATE tenant SET deleted_at = now() WHERE id = ?", tenant);
    }

    private List<String> tables() {
        return database.query("""
                        SELECT c.table_name
                          FROM information_schema.columns c
                          JOIN information_schema.tables t USING (table_schema, table_name)
                         WHERE c.table_schema = 'public'
                           AND c.column_name = 'tenant_id'
                           AND t.table_type = 'BASE TABLE'
                           AND c.table_name !~ '_\\d{6,8}$'""").stream()
                .map(row -> String.valueOf(row.get("table_name")))
                .toList();
    }

    private long rows(String table, UUID tenant) {
        return database.number("SELECT count(*) FROM " + table + " WHERE tenant_id = ?", tenant);
    }

    private static JsonObject finished(Outcome outcome, boolean succeeded) {
        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        var finished = (Outcome.Finished) outcome;
        assertThat(finished.succeeded()).as(finished.summary().encode()).isEqualTo(succeeded);
        return finished.summary();
    }
}
