package io.tidemark.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.testing.Fixtures;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged job: one line of JSON, exit codes, and what a killed run leaves behind. */
class AggregationJobIT {

    private static final Instant NOON_YESTERDAY =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.HOURS);

    private static final String TRUTH = """
            SELECT (time AT TIME ZONE 'UTC')::date AS day, count(*) AS events
              FROM event
             GROUP BY 1
             ORDER BY 1""";

    private static final String AGGREGATED = """
            SELECT d.day, sum(n)::bigint AS events
              FROM aggregated_day AS d
              JOIN rollup_day AS r
                ON r.tenant_id = d.tenant_id
               AND r.cube = 5
               AND r.bucket = d.bucket
             CROSS JOIN LATERAL unnest(r.events) AS n
             GROUP BY 1
             ORDER BY 1""";

    private static final String GUARD = "SELECT pg_advisory_xact_lock(hashtextextended('tidemark.job', 0))";

    private TestDatabase database;
    private UUID tenant;

    @BeforeEach
    void fiveDaysWithEvents() {
        database = PostgresServer.shared().createDatabase();
        var fixtures = new Fixtures(database);
        tenant = fixtures.tenant("pro", "UTC");
        for (var day = 0; day < 5; day++) {
            fixtures.event(tenant, null, "request", NOON_YESTERDAY.minus(day, ChronoUnit.DAYS));
        }
    }

    @Test
    void migrateBringsAnEmptyDatabaseToTheNewestSchemaOnce() {
        var empty = PostgresServer.shared().createEmptyDatabase();
        var owner = Map.of(
                "TIDEMARK_MIGRATION_JDBC_URL", empty.jdbcUrl(),
                "TIDEMARK_MIGRATION_USERNAME", empty.superuser(),
                "TIDEMARK_MIGRATION_PASSWORD", empty.password());

        var first = JobProcess.start(empty, owner, "migrate").await();
        var again = JobProcess.start(empty, owner, "migrate").await();
        var distributed = JobProcess.start(empty, owner, "migrate", "--distribution", "citus")
                .await();

        assertThat(first.exitCode()).as(first.errors()).isZero();
        assertThat(first.summary().fieldNames()).containsExactly("job", "applied", "durationMs");
        assertThat(first.summary().getJsonArray("applied")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(again.exitCode()).isZero();
        assertThat(again.summary().getJsonArray("applied")).isEmpty();
        assertThat(distributed.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(distributed.summary().encode()).contains("There is no Citus");
        assertThat(JobProcess.run(empty, "aggregate").exitCode()).isZero();
    }

    @Test
    void migrateWithoutAnOwnerFails() {
        var ended = JobProcess.run(database, "migrate");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(ended.summary().encode()).contains("TIDEMARK_MIGRATION_JDBC_URL is not set");
    }

    @Test
    void aggregatePrintsOneLineAndExitsWithZero() {
        var ended = JobProcess.run(database, "aggregate");

        assertThat(ended.exitCode()).as(ended.errors()).isZero();
        assertThat(ended.summary().getString("job")).isEqualTo("aggregate");
        assertThat(ended.summary().getInteger("daysAggregated")).isEqualTo(5);
        assertThat(database.query(AGGREGATED)).isEqualTo(database.query(TRUTH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aggregate --date 2026-02-30",
                "aggregate --from 2026-01-02 --to 2026-01-01",
                "aggregate --date TODAY",
                "partitions --ahead -1",
                "nonsense"
            })
    void whatMakesNoSenseExitsWithTwoAndPrintsNoSummary(String arguments) {
        var today = LocalDate.now(ZoneOffset.UTC).toString();

        var ended = JobProcess.run(database, arguments.replace("TODAY", today).split(" "));

        assertThat(ended.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).isNotEmpty();
        assertThat(database.query(AGGREGATED)).isEmpty();
    }

    @Test
    void aRunBesideAnotherExitsWithThreeWhenItsPatienceIsOver() throws SQLException {
        try (var other = database.connectAs("tidemark_job")) {
            other.setAutoCommit(false);
            other.createStatement().execute(GUARD);

            var ended = JobProcess.start(database, Map.of("TIDEMARK_JOB_PATIENCE", "PT1S"), "aggregate")
                    .await();

            assertThat(ended.exitCode()).isEqualTo(ExitCode.BUSY);
            assertThat(ended.summary().getString("skipped")).isEqualTo("another run is at work");
        }
    }

    @Test
    void aRunWaitsForAnotherToEnd() throws SQLException {
        try (var other = database.connectAs("tidemark_job")) {
            other.setAutoCommit(false);
            other.createStatement().execute(GUARD);
            var waiting = JobProcess.start(database, Map.of(), "aggregate");
            await().atMost(Duration.ofSeconds(30)).until(() -> triesToEnter() > 0);
            assertThat(waiting.process().isAlive()).isTrue();

            other.rollback();
            var ended = waiting.await();

            assertThat(ended.exitCode()).as(ended.errors()).isZero();
            assertThat(ended.errors()).contains("Another run is at work, waiting for it for up to PT30M");
            assertThat(ended.summary().getInteger("daysAggregated")).isEqualTo(5);
        }
    }

    @Test
    void aRunThatFailsExitsWithOneAndSaysWhatFailed() {
        database.execute("REVOKE SELECT ON event FROM tidemark_job");

        var ended = JobProcess.run(database, "aggregate");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(ended.summary().getJsonArray("failures").encode()).contains(tenant.toString(), "permission denied");
    }

    @ParameterizedTest
    @CsvSource({
        "database-privileges,  aggregate, QUARKUS_DATASOURCE_USERNAME,     SUPERUSER",
        "database-without-tls, aggregate, QUARKUS_DATASOURCE_REACTIVE_URL, postgresql://db.invalid/tidemark",
        "database-without-tls, migrate,   TIDEMARK_MIGRATION_JDBC_URL,     jdbc:postgresql://db.invalid/a?sslmode=disable",
    })
    void productionRefusesADangerousDatabase(String risk, String command, String variable, String value) {
        var setting = Map.of(variable, value.replace("SUPERUSER", database.superuser()));

        var ended = JobProcess.start(database, setting, command).await();

        assertThat(ended.exitCode()).as(ended.errors()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors())
                .contains("Refused in production; to accept it, add \"" + risk + "\" to tidemark.risks.accepted.");
        assertThat(database.query(AGGREGATED)).isEmpty();
    }

    @Test
    void aRiskThatIsAcceptedByNameIsTaken() {
        var settings = Map.of(
                "QUARKUS_DATASOURCE_USERNAME", database.superuser(), "TIDEMARK_RISKS_ACCEPTED", "database-privileges");

        var ended = JobProcess.start(database, settings, "aggregate").await();

        assertThat(ended.exitCode()).as(ended.errors()).isZero();
        assertThat(ended.errors()).contains("Risk \"database-privileges\"");
        assertThat(database.query(AGGREGATED)).isEqualTo(database.query(TRUTH));
    }

    @Test
    void theSwitchTurnsItOff() {
        var ended = JobProcess.start(database, Map.of("ANALYTICS_ENABLED", "false"), "aggregate")
                .await();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.summary().getString("skipped")).isEqualTo("ANALYTICS_ENABLED is false");
        assertThat(database.query(AGGREGATED)).isEmpty();
        assertThat(database.number("SELECT count(*) FROM job_run WHERE job = 'aggregate' AND succeeded"))
                .isEqualTo(1);
    }

    /** The second run begins while PostgreSQL has not yet noticed that the first is dead and still holds its day. */
    @Test
    void aKilledRunIsMadeUpForByTheNext() throws SQLException, InterruptedException {
        database.execute("""
                CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_advisory_xact_lock_shared(4711);
                    RETURN NEW;
                END $$""");
        database.execute("CREATE TRIGGER pause BEFORE INSERT ON aggregated_day FOR EACH ROW WHEN (NEW.day = '"
                + LocalDate.ofInstant(NOON_YESTERDAY, ZoneOffset.UTC).minusDays(2) + "') EXECUTE FUNCTION pause()");
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711)");
            var killed = JobProcess.start(database, Map.of(), "aggregate");
            await().until(() -> waiters() == 1);
            killed.kill();
            assertThat(database.query(AGGREGATED)).hasSize(2);
            new Fixtures(database).event(tenant, null, "request", NOON_YESTERDAY.minus(2, ChronoUnit.DAYS));

            var next = JobProcess.start(database, Map.of(), "aggregate");
            await().atMost(Duration.ofSeconds(20)).until(() -> waiters() == 2);
            statement.execute("SELECT pg_advisory_unlock(4711)");

            assertThat(next.await().summary().getInteger("daysAggregated")).isEqualTo(3);
        }
        assertThat(database.query(AGGREGATED)).isEqualTo(database.query(TRUTH));
    }

    @Test
    void purgeAndPartitionsSumUpToo() {
        database.execute("UPDATE tenant SET deleted_at = now() - interval '5 minutes' WHERE id = ?", tenant);

        var purge = JobProcess.run(database, "purge");
        var partitions = JobProcess.run(database, "partitions", "--ahead", "3");

        assertThat(purge.exitCode()).as(purge.errors()).isZero();
        assertThat(purge.summary().getJsonObject("rows").getInteger("event")).isEqualTo(5);
        assertThat(partitions.exitCode()).as(partitions.errors()).isZero();
        assertThat(partitions.summary().getInteger("partitionsEnsured")).isEqualTo(5);
    }

    @Test
    void retentionFollowsTheTiersThatTheServicesReadAndADryRunRemovesNothing() {
        database.execute("DELETE FROM ingest_batch");
        var tiers = Map.of(
                "TIDEMARK_TIERS_FREE_RAW_RETENTION", "P1D",
                "TIDEMARK_TIERS_PRO_RAW_RETENTION", "P2D",
                "TIDEMARK_TIERS_ENTERPRISE_RAW_RETENTION", "PT24H",
                "TIDEMARK_TIERS_PRO_READ_REQUESTS_PER_SECOND", "500");

        var rehearsal =
                JobProcess.start(database, tiers, "retention", "--dry-run").await();
        var kept = database.query(TRUTH);
        var run = JobProcess.start(database, tiers, "retention").await();

        assertThat(rehearsal.exitCode()).as(rehearsal.errors()).isZero();
        assertThat(kept).hasSize(5);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.summary().getJsonArray("partitionsDropped"))
                .isEqualTo(rehearsal.summary().getJsonArray("partitionsDropped"));
        assertThat(database.query(TRUTH)).hasSize(3);
    }

    @Test
    void aTierThatKeepsNothingIsTakenForAMistake() {
        var tiers = Map.of("TIDEMARK_TIERS_FREE_HOUR_RETENTION", "PT0S");

        var run = JobProcess.start(database, tiers, "retention").await();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.summary().getJsonArray("failures").encode()).contains("PT0S");
        assertThat(database.query(TRUTH)).hasSize(5);
    }

    @Test
    void reconcileSaysByItsExitCodeWhetherItFoundDifferences() {
        var day = LocalDate.ofInstant(NOON_YESTERDAY, ZoneOffset.UTC).toString();
        var command = new String[] {"reconcile", "--from", day, "--to", day, "--tenant", tenant.toString()};
        assertThat(JobProcess.run(database, "aggregate").exitCode()).isZero();

        assertThat(JobProcess.run(database, command).exitCode()).isZero();
        database.execute("UPDATE rollup_day SET events[1] = events[1] + 1");
        assertThat(JobProcess.run(database, command).exitCode()).isEqualTo(ExitCode.DIFFERENCES);
        var repair = Stream.concat(Stream.of(command), Stream.of("--repair")).toArray(String[]::new);
        assertThat(JobProcess.run(database, repair).exitCode()).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(JobProcess.run(database, command).exitCode()).isZero();

        var longAgo = JobProcess.run(database, "reconcile", "--from", "2020-01-01", "--to", "2020-01-02");
        assertThat(longAgo.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    /** The best of three, since other builds may keep the machine busy. */
    @Test
    void startsInLessThanThreeSeconds() {
        var fastest = Stream.generate(this::secondsToStart).limit(3).min(Double::compare);

        assertThat(fastest).hasValueSatisfying(seconds -> assertThat(seconds).isLessThan(3));
    }

    private double secondsToStart() {
        var startedAt = System.nanoTime();
        var ended = JobProcess.run(database, "aggregate", "--help");
        assertThat(ended.exitCode()).isZero();
        return (System.nanoTime() - startedAt) / 1e9;
    }

    /** Connections that were refused the guard and wait for the next try. */
    private long triesToEnter() {
        return database.number("""
                SELECT count(*)
                  FROM pg_stat_activity
                 WHERE datname = current_database()
                   AND state = 'idle'
                   AND query = 'ROLLBACK'""");
    }

    private long waiters() {
        return database.number("""
                SELECT count(*)
                  FROM pg_locks
                 WHERE locktype = 'advisory'
                   AND NOT granted
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""");
    }
}
