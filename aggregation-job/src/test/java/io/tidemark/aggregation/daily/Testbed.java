package io.tidemark.aggregation.daily;

import static org.awaitility.Awaitility.await;

import io.tidemark.aggregation.daily.Flush.Sent;
import io.tidemark.events.HomeCalendar;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The aggregation on a real database whose clock the test sets. The job and the flushes log in with the roles that
 * they have in production; only the clock of the flush lock's two functions is replaced, not the lock.
 */
final class Testbed implements AutoCloseable {

    /** Where a test can hold up the job: a trigger there waits for a lock that the test has. */
    enum Pause {
        BETWEEN_CLEARING_AND_COUNTING("stale_day", "DELETE"),
        BEFORE_COMMIT("aggregated_day", "INSERT OR UPDATE");

        private final String trigger;

        Pause(String table, String event) {
            trigger = "CREATE TRIGGER pause AFTER %s ON %s FOR EACH STATEMENT EXECUTE FUNCTION pause()"
                    .formatted(event, table);
        }
    }

    private static final String PREPARE = """
            CREATE TABLE test_clock (at timestamptz NOT NULL);
            INSERT INTO test_clock VALUES ('2026-04-01T00:00:00Z');
            GRANT SELECT ON test_clock TO PUBLIC;

            CREATE OR REPLACE FUNCTION enter_flush() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock_shared(hashtextextended('tidemark.flush', 0));
                RETURN (SELECT at FROM test_clock);
            END $$;

            CREATE OR REPLACE FUNCTION await_flushes() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock(hashtextextended('tidemark.flush', 0));
                RETURN (SELECT at FROM test_clock);
            END $$;

            CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock_shared(4711);
                RETURN NULL;
            END $$;

            CREATE TABLE test_crash (tenant_days bigint);
            CREATE SEQUENCE test_tenant_day;
            GRANT SELECT ON test_crash TO PUBLIC;
            GRANT USAGE ON SEQUENCE test_tenant_day TO PUBLIC;

            CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('test_tenant_day') > (SELECT tenant_days FROM test_crash) THEN
                    RAISE EXCEPTION 'crashed by the test';
                END IF;
                RETURN NEW;
            END $$;

            CREATE TRIGGER crash BEFORE INSERT ON aggregated_day FOR EACH ROW EXECUTE FUNCTION crash();
            """;

    private static final String COUNTS = """
            SELECT day, agent_id, events, api_calls, token_issuances, token_failures, credential_rotations
              FROM daily_aggregate
             WHERE tenant_id = ?
             ORDER BY day, agent_id""";

    final TestDatabase database;
    final Pool pool;
    final DayAggregation days;
    private final Fixtures fixtures;

    Testbed() {
        this(Duration.ofSeconds(20));
    }

    Testbed(Duration barrierTimeout) {
        database = PostgresServer.shared().createDatabase();
        database.execute(PREPARE);
        fixtures = new Fixtures(database);
        pool = pool(database);
        var config = new FixedConfig(Duration.ofMinutes(1), barrierTimeout);
        days = new DayAggregation(
                new BarrierRepository(pool, config),
                new TenantRepository(pool),
                new DueDayRepository(pool),
                new DailyAggregateRepository(pool, config));
    }

    private record FixedConfig(Duration dayTimeout, Duration barrierTimeout) implements AggregationConfig {}

    private static Pool pool(TestDatabase database) {
        var connect = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.login("tidemark_job"))
                .setPassword(database.password());
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(connect)
                .build());
    }

    UUID tenant(String zone) {
        return fixtures.tenant("pro", zone);
    }

    void clock(String instant) {
        clock(Instant.parse(instant));
    }

    void clock(Instant instant) {
        database.execute("UPDATE test_clock SET at = ?", instant.atOffset(ZoneOffset.UTC));
    }

    void partitions(String from, String to) {
        LocalDate.parse(from)
                .datesUntil(LocalDate.parse(to).plusDays(1))
                .forEach(day -> database.query("SELECT ensure_event_partition(?)", day));
    }

    /** Stores events as ingestion does, in a flush of their own. */
    void flush(UUID tenant, List<Sent> events) {
        try (var connection = database.connectAs("tidemark_ingest")) {
            Flush.write(connection, tenant, calendar(tenant), events);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void flush(UUID tenant, Sent... events) {
        flush(tenant, List.of(events));
    }

    /** A flush that has run but not committed; it holds the flush lock until it does. */
    Connection openFlush(UUID tenant, List<Sent> events) {
        try {
            var connection = database.connectAs("tidemark_ingest");
            connection.setAutoCommit(false);
            Flush.write(connection, tenant, calendar(tenant), events);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    HomeCalendar calendar(UUID tenant) {
        var row = database.query("SELECT time_zone FROM tenant WHERE id = ?", tenant)
                .getFirst();
        return new HomeCalendar(ZoneId.of(String.valueOf(row.get("time_zone"))));
    }

    Tally run() {
        return run(new Selection.CatchUp());
    }

    Tally run(Selection selection) {
        var tally = new Tally();
        days.aggregate(selection, tally);
        return tally;
    }

    /** A run whose every tenant-day from the given one on fails just before its commit. */
    Tally runCrashingAfter(int tenantDays) {
        database.query("SELECT setval('test_tenant_day', 1, false)");
        database.execute("INSERT INTO test_crash VALUES (?)", tenantDays);
        try {
            return run();
        } finally {
            database.execute("DELETE FROM test_crash");
        }
    }

    CompletableFuture<Tally> runInBackground() {
        return CompletableFuture.supplyAsync(this::run, Thread::startVirtualThread);
    }

    /** Runs the job, holds it up where asked, and does the other thing then. */
    Tally runPausedAt(Pause pause, Runnable meanwhile) {
        database.execute(pause.trigger);
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711)");
            var run = runInBackground();
            await().pollInterval(Duration.ofMillis(5)).until(() -> run.isDone() || advisoryWaiters() > 0);
            meanwhile.run();
            statement.execute("SELECT pg_advisory_unlock(4711)");
            return get(run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            database.execute(
                    pause == Pause.BEFORE_COMMIT
                            ? "DROP TRIGGER pause ON aggregated_day"
                            : "DROP TRIGGER pause ON stale_day");
        }
    }

    static Tally get(CompletableFuture<Tally> run) {
        try {
            return run.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    long advisoryWaiters() {
        return database.number("""
                SELECT count(*)
                  FROM pg_locks
                 WHERE locktype = 'advisory'
                   AND NOT granted
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""");
    }

    List<Map<String, @Nullable Object>> counts(UUID tenant) {
        return database.query(COUNTS, tenant);
    }

    List<Map<String, @Nullable Object>> aggregatedDays(UUID tenant) {
        return database.query("SELECT day FROM aggregated_day WHERE tenant_id = ? ORDER BY day", tenant);
    }

    /** Everything that the job keeps of the tenant, to the byte. */
    List<List<Map<String, @Nullable Object>>> tables(UUID tenant) {
        return List.of(
                database.query("SELECT * FROM daily_aggregate WHERE tenant_id = ? ORDER BY day, agent_id", tenant),
                database.query("SELECT * FROM aggregated_day WHERE tenant_id = ? ORDER BY day", tenant),
                database.query("SELECT * FROM stale_day WHERE tenant_id = ? ORDER BY day, batch_id", tenant));
    }

    @Override
    public void close() {
        pool.closeAndAwait();
    }
}
