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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final String COUNTS = """
            SELECT day, agent_id, events, api_calls, token_issuances, token_failures, credential_rotations
              FROM daily_aggregate
             WHERE tenant_id = ?
             ORDER BY day, agent_id""";

    /** Not the shared one: tests inside Quarkus have a class loader of their own, and JDBC drivers of their own. */
    private static final PostgresServer SERVER = PostgresServer.startNew();

    final TestDatabase database;
    final Pool pool;
    final DayAggregation days;
    private final Fixtures fixtures;

    Testbed() {
        this(Duration.ofSeconds(20));
    }

    Testbed(Duration barrierTimeout) {
        this(SERVER, barrierTimeout);
    }

    Testbed(PostgresServer server, Duration barrierTimeout) {
        database = server.createDatabase();
        database.execute(resource("testbed.sql"));
        fixtures = new Fixtures(database);
        pool = pool(database);
        var config = new FixedConfig(Duration.ofMinutes(1), barrierTimeout);
        days = new DayAggregation(
                new BarrierRepository(pool, config),
                new TenantRepository(pool),
                new DueDayRepository(pool),
                new DailyAggregateRepository(pool, config));
    }

    private static String resource(String name) {
        try (var stream = Testbed.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        database.execute(pause.create());
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
            database.execute(pause.drop());
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
