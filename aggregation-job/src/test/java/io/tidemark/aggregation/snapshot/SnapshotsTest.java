package io.tidemark.aggregation.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregation.run.Failures;
import io.tidemark.rollups.roll.DayMaker;
import io.tidemark.rollups.roll.Home;
import io.tidemark.rollups.roll.Roller;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MF-17: snapshots are taken once, and again when late events come. */
class SnapshotsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-03-31T12:34:56Z");

    private final TestDatabase database = PostgresServer.shared().createDatabase();
    private final Fixtures fixtures = new Fixtures(database);
    private final Pool pool = Pool.newInstance(PgBuilder.pool()
            .connectingTo(PgConnectOptions.fromUri(database.reactiveUrl())
                    .setUser(database.login("tidemark_job"))
                    .setPassword(database.password()))
            .build());
    private final Snapshots snapshots = SnapshotBed.snapshots(pool);

    @AfterEach
    void disconnect() {
        pool.closeAndAwait();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mf17PastHoursDaysAndWeeksAreTakenFromTheFirstEventOn(boolean rolledUp) {
        var tenant = fixtures.tenant("pro", "Europe/Paris");
        history(tenant);
        if (rolledUp) {
            rollUp(tenant);
        }

        assertThat(take()).isPositive();

        // From March 21st, 10 h, to March 31st, 14 h, of Paris, where one hour is missing.
        assertThat(rows(tenant, "hourly")).isEqualTo(10 * 24 + 4 - 1);
        assertThat(rows(tenant, "daily")).isEqualTo(10);
        assertThat(rows(tenant, "weekly")).isEqualTo(2);
        for (var type : List.of("hourly", "daily", "weekly")) {
            assertThat(database.query("""
                    SELECT s.starts_at
                      FROM snapshot s
                      LEFT JOIN LATERAL (SELECT count(*) AS requests,
                                                count(*) FILTER (WHERE status >= 400) AS errors,
                                                coalesce(sum(bytes_out), 0) AS bytes_out,
                                                coalesce(sum(duration_us), 0) AS duration_sum,
                                                count(DISTINCT consumer) AS consumers
                                           FROM event e
                                          WHERE e.tenant_id = s.tenant_id
                                            AND e.type = 'request'
                                            AND e."time" >= s.starts_at
                                            AND e."time" < s.ends_at) AS naive
                        ON true
                     WHERE s.tenant_id = ?
                       AND s.type = ?
                       AND (s.requests, s.errors, s.bytes_out, s.duration_sum, s.consumers)
                           IS DISTINCT FROM
                           (naive.requests, naive.errors, naive.bytes_out, naive.duration_sum, naive.consumers)""", tenant, type)).as(type).isEmpty();
        }
    }

    @Test
    void mf17DaysBeginAtMidnightOfTheHomeZone() {
        var tenant = fixtures.tenant("pro", "Europe/Paris");
        history(tenant);
        take();

        assertThat(database.query("""
                SELECT (ends_at - starts_at)::text AS length
                  FROM snapshot
                 WHERE tenant_id = ?
                   AND type = 'daily'
                   AND starts_at = '2026-03-28T23:00:00Z'""", tenant))
                .first()
                .extracting(row -> row.get("length"))
                .isEqualTo("23:00:00");
    }

    @Test
    void mf17TakenAgainNothingChanges() {
        var tenant = fixtures.tenant("pro", "UTC");
        history(tenant);
        take();
        var before = database.query("SELECT * FROM snapshot ORDER BY type, starts_at");
        rollUp(tenant);

        assertThat(take()).isZero();

        assertThat(database.query("SELECT * FROM snapshot ORDER BY type, starts_at"))
                .usingRecursiveComparison()
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mf17ALateEventRenewsItsHourDayAndWeek(boolean rolledUp) {
        var tenant = fixtures.tenant("pro", "UTC");
        history(tenant);
        rollUp(tenant);
        take();

        fixtures.event(tenant, null, "request", Instant.parse("2026-03-24T07:15:00Z"));
        if (rolledUp) {
            rollUp(tenant);
        }

        assertThat(take()).isEqualTo(3);
        assertThat(database.number("""
                SELECT requests
                  FROM snapshot
                 WHERE tenant_id = ?
                   AND type = 'hourly'
                   AND starts_at = '2026-03-24T07:00:00Z'""", tenant)).isEqualTo(1);
        assertThat(take()).isZero();
    }

    @Test
    void mf17ProtocolsAndTopEndpointsAreKept() {
        var tenant = fixtures.tenant("pro", "UTC");
        history(tenant);
        take();

        assertThat(database.query("""
                SELECT protocols::text AS protocols, endpoints::text AS endpoints
                  FROM snapshot
                 WHERE tenant_id = ?
                   AND type = 'weekly'
                   AND starts_at = '2026-03-23T00:00:00Z'""", tenant))
                .first()
                .satisfies(row -> assertThat(String.valueOf(row.get("protocols")))
                        .isEqualTo("[{\"errors\": 6, \"protocol\": \"http\", \"requests\": 30}]"))
                .satisfies(row -> assertThat(String.valueOf(row.get("endpoints")))
                        .isEqualTo("[{\"route\": \"/orders\", \"errors\": 6, \"method\": \"GET\", \"requests\": 30}]"));
    }

    @Test
    void aTenantWithoutEventsHasNoSnapshots() {
        fixtures.tenant("pro", "UTC");

        assertThat(take()).isZero();
    }

    @Test
    void mf20OldSnapshotsAreDeleted() {
        var tenant = fixtures.tenant("pro", "UTC");
        history(tenant);
        take();

        var later = NOW.plus(Duration.ofDays(120));
        var old = snapshots.countExpired(later);

        assertThat(old).isEqualTo(rows(tenant, "hourly"));
        assertThat(snapshots.expire(later)).isEqualTo(old);

        assertThat(rows(tenant, "daily")).isEqualTo(10);
        assertThat(database.number(
                        "SELECT count(*) FROM snapshot WHERE tenant_id = ? AND type = 'hourly' AND starts_at < '2026-04-30'",
                        tenant))
                .isZero();
    }

    /** Five requests every other day from March 21st, 9:10 UTC, on; one of each five fails. */
    private void history(UUID tenant) {
        for (var day = 21; day <= 31; day += 2) {
            fixtures.events(tenant, null, "request", Instant.parse("2026-03-%dT09:10:00Z".formatted(day)), 5);
        }
        fixtures.events(tenant, null, "token_issuance", Instant.parse("2026-03-26T09:10:00Z"), 2);
        fixtures.events(tenant, null, "request", Instant.parse("2026-03-28T09:10:00Z"), 5);
        fixtures.events(tenant, null, "request", Instant.parse("2026-03-26T22:30:00Z"), 5);
        database.execute("""
                UPDATE event
                   SET protocol = 'http', method = 'GET', route = '/orders', bytes_out = 100,
                       status = CASE WHEN extract(milliseconds FROM "time")::int % 5 = 0 THEN 500 ELSE 200 END,
                       duration_us = 1000 + extract(milliseconds FROM "time")::int,
                       consumer = 'c' || extract(milliseconds FROM "time")::int % 2
                 WHERE tenant_id = ? AND type = 'request'""", tenant);
    }

    private void rollUp(UUID tenant) {
        var zone = database.query("SELECT time_zone FROM tenant WHERE id = ?", tenant)
                .getFirst()
                .get("time_zone");
        new Roller(pool, PATIENCE)
                .roll(new Home(tenant, ZoneId.of(String.valueOf(zone))), 1_000_000)
                .await()
                .atMost(PATIENCE);
    }

    private int take() {
        return take(NOW);
    }

    private int take(Instant now) {
        var failures = new Failures();
        var taken = snapshots.take(now, failures);
        assertThat(failures.toJson()).isEmpty();
        return taken;
    }

    private long rows(UUID tenant, String type) {
        return database.number("SELECT count(*) FROM snapshot WHERE tenant_id = ? AND type = ?", tenant, type);
    }

    /** The hours of a tier that keeps less are gone, the days made of them are not. */
    @Test
    void mf17SnapshotsOfHoursThatAreGoneStayAsTheyWereTaken() {
        var tenant = fixtures.tenant("pro", "UTC");
        history(tenant);
        rollUp(tenant);
        take();
        var before = all(tenant);
        var home = new Home(tenant, ZoneOffset.UTC);
        new DayMaker(pool, PATIENCE)
                .release(home, Instant.parse("2026-03-27T12:30:00Z"))
                .await()
                .atMost(PATIENCE);
        database.execute("DELETE FROM rollup_hour WHERE tenant_id = ? AND bucket < '2026-03-27T12:30:00Z'", tenant);
        database.execute("DELETE FROM event WHERE tenant_id = ? AND \"time\" < '2026-03-27T12:30:00Z'", tenant);

        assertThat(take()).isZero();
        assertThat(all(tenant)).isEqualTo(before);
    }

    private Object all(UUID tenant) {
        return database.query("SELECT * FROM snapshot WHERE tenant_id = ? ORDER BY type, starts_at", tenant)
                .toString();
    }
}
