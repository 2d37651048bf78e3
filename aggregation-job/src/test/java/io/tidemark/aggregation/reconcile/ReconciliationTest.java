package io.tidemark.aggregation.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.roll.DayMaker;
import io.tidemark.rollups.roll.Home;
import io.tidemark.rollups.roll.Roller;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_job"))
class ReconciliationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate DAY = LocalDate.now(PARIS).minusDays(2);

    private static final String STORE = """
              WITH flush AS MATERIALIZED (
                       SELECT nextval('ingest_batch_id') AS batch_id
                   ),
                   stored AS (
                       INSERT INTO event (tenant_id, id, "time", batch_id, day, type, api, route, status, consumer,
                                          duration_us, bytes_out, quantity)
                       SELECT ?::uuid, gen_random_uuid(), at, batch_id, (at AT TIME ZONE 'UTC')::date, 'request', 'pay',
                              '/r' || i % 3, CASE WHEN i % 7 = 0 THEN 503 ELSE 200 END, nullif('c' || i % 4, 'c0'),
                              nullif(i % 5, 0) * 12345, i, nullif(i % 2, 0) * 3
                         FROM flush
                        CROSS JOIN generate_series(1, ?) AS i
                        CROSS JOIN LATERAL (SELECT ?::timestamptz + i * interval '17 minutes' AS at) AS t
                       RETURNING tenant_id, batch_id, "time"
                   )
            INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
            SELECT tenant_id, batch_id, count(*), min("time"), max("time")
              FROM stored
             GROUP BY tenant_id, batch_id""";

    @Inject
    Reconciliation reconciliation;

    @Inject
    Pool pool;

    private final TestDatabase database = Infrastructure.database();
    private Home home = new Home(UUID.randomUUID(), PARIS);

    @BeforeEach
    void aDayThatIsRolledUpAndMade() {
        home = new Home(Fixtures.current().tenant("pro", PARIS.getId()), PARIS);
        for (var day : List.of(DAY.minusDays(1), DAY, DAY.plusDays(1))) {
            database.query("SELECT ensure_event_partition(?)", day);
        }
        store(80);
        roll();
        new DayMaker(pool, PATIENCE).make(home, DAY).await().atMost(PATIENCE);
    }

    private void store(int events) {
        database.execute(
                STORE, home.tenant(), events, home.calendar().startOf(DAY).toString());
    }

    private void roll() {
        new Roller(pool, PATIENCE).roll(home, 1_000_000).await().atMost(PATIENCE);
    }

    @Test
    void rollupsThatAreRightHaveNoDifferences() {
        assertThat(reconcile(false).getLong("differences")).isZero();
    }

    @Test
    void eventsThatWaitAreNoDifferenceAndAreNotCountedByARepairEither() {
        store(30);
        plant("UPDATE rollup_hour SET events[1] = events[1] + 1 WHERE tenant_id = ? AND cube = 1");

        assertThat(reconcile(true).getLong("differences")).isPositive();
        assertThat(reconcile(false).getLong("differences")).isZero();
        roll();

        assertThat(reconcile(false).getLong("differences")).isZero();
        assertThat(database.number(
                        "SELECT sum(n) FROM rollup_minute, unnest(events) AS n WHERE tenant_id = ? AND cube = 1",
                        home.tenant()))
                .isEqualTo(110);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    minute | TOTAL         | events       | UPDATE rollup_minute SET events[1] = events[1] + 1
                    minute | ENDPOINT      | events       | DELETE FROM rollup_minute
                    minute | TOTAL         | duration_max | UPDATE rollup_minute SET duration_max[1] = 1
                    hour   | TOTAL         | bytes_out    | UPDATE rollup_hour SET bytes_out[1] = bytes_out[1] - 1
                    hour   | TOTAL         | latency      | UPDATE rollup_hour SET latency[1] = '7:3'
                    hour   | CONSUMER_ONLY | events       | UPDATE rollup_hour SET consumer[1] = 'somebody'
                    hour   | OUTCOME       | last_time    | UPDATE rollup_hour SET last_time[1] = now()
                    day    | TOTAL         | quantity     | UPDATE rollup_day SET quantity[1] = 0
                    day    | ENDPOINT      | events       | DELETE FROM rollup_day
                    """)
    void eachKindOfDifferenceIsFoundAndRepaired(String grain, String cube, String measure, String damage) {
        plant(damage + " WHERE tenant_id = ? AND cube = " + Cube.valueOf(cube).id());

        var found = reconcile(false);
        var repaired = reconcile(true);
        var after = reconcile(false);

        assertThat(found.getLong("differences")).isPositive().isEqualTo(repaired.getLong("differences"));
        assertThat(found.getJsonArray("shown")).allSatisfy(each -> {
            var difference = (JsonObject) each;
            assertThat(difference.getString("grain")).isEqualTo(grain);
            assertThat(difference.getString("cube")).isEqualTo(cube);
            assertThat(difference.getString("stored")).isNotEqualTo(difference.getString("counted"));
        });
        assertThat(found.getJsonArray("shown").encode()).contains("\"measure\":\"" + measure + "\"");
        assertThat(repaired.getInteger("daysRepaired")).isEqualTo(1);
        assertThat(after.getLong("differences")).isZero();
        assertThat(database.number("SELECT count(*) FROM stale_day WHERE tenant_id = ?", home.tenant()))
                .isZero();
    }

    @Test
    void whatWasCountedTwiceIsFoundAndRepaired() {
        plant("""
                INSERT INTO rollup_hour
                SELECT (jsonb_populate_record(r, jsonb_build_object('id', nextval('rollup_id')))).*
                  FROM rollup_hour AS r
                 WHERE r.tenant_id = ?""");

        assertThat(reconcile(true).getLong("differences")).isGreaterThan(20);
        assertThat(reconcile(false).getLong("differences")).isZero();
    }

    @Test
    void onlySomeDifferencesAreShownAndAllAreCounted() {
        plant("DELETE FROM rollup_hour WHERE tenant_id = ?");

        var found = reconcile(false);

        assertThat(found.getJsonArray("shown")).hasSize(20);
        assertThat(found.getLong("differences")).isGreaterThan(100);
    }

    @Test
    void rangesThatCannotBeCountedAgainAreRefused() {
        var today = LocalDate.ofInstant(Instant.now(), PARIS);
        var tenant = home.tenant().toString();

        assertThat(run(new Request(today.minusDays(30), today, tenant, true))).isInstanceOf(Outcome.Refused.class);
        assertThat(run(new Request(today, today.plusDays(1), tenant, true))).isInstanceOf(Outcome.Refused.class);
        assertThat(run(new Request(today, today, "nobody", true))).isInstanceOf(Outcome.Refused.class);
        assertThat(run(new Request(today.minusDays(28), today, tenant, false))).isInstanceOf(Outcome.Finished.class);
    }

    private void plant(String damage) {
        assertThat(database.execute(damage, home.tenant())).isPositive();
    }

    private JsonObject reconcile(boolean repair) {
        var outcome = run(new Request(DAY, DAY, home.tenant().toString(), repair));
        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        var finished = (Outcome.Finished) outcome;
        assertThat(finished.succeeded()).as(finished.summary().encode()).isTrue();
        return finished.summary();
    }

    private Outcome run(Request request) {
        return reconciliation.run(request);
    }
}
