package io.tidemark.aggregation.daily;

import static org.awaitility.Awaitility.await;

import io.tidemark.aggregation.daily.Flush.Sent;
import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.roll.Home;
import io.tidemark.rollups.roll.RollOutcome;
import io.tidemark.rollups.roll.Roller;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The aggregation on a real database. The job and the flushes log in with the roles that they have in production. */
final class Testbed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The agents' cube, a row for each agent as the aggregates of seed 003 have it. */
    private static final String COUNTS = """
            SELECT d.day,
                   coalesce(c.agent_id, '00000000-0000-0000-0000-000000000000') AS agent_id,
                   sum(c.events)::bigint AS events,
                   coalesce(sum(c.events) FILTER (WHERE c.type = 'request'), 0)::bigint AS api_calls,
                   coalesce(sum(c.events) FILTER (WHERE c.type = 'token_issuance'), 0)::bigint AS token_issuances,
                   coalesce(sum(c.events) FILTER (WHERE c.type = 'token_failure'), 0)::bigint AS token_failures,
                   coalesce(sum(c.events) FILTER (WHERE c.type = 'credential_rotation'), 0)::bigint
                       AS credential_rotations
              FROM aggregated_day AS d
              JOIN rollup_day AS r
                ON r.tenant_id = d.tenant_id
               AND r.cube = 5
               AND r.bucket = d.bucket
             CROSS JOIN LATERAL unnest(r.type, r.agent_id, r.events) AS c (type, agent_id, events)
             WHERE d.tenant_id = ?
             GROUP BY 1, 2
             ORDER BY 1, 2""";

    /** Not the shared one: tests inside Quarkus have a class loader of their own, and JDBC drivers of their own. */
    private static final PostgresServer SERVER = PostgresServer.startNew();

    final TestDatabase database;
    final Pool pool;
    final DayAggregation days;
    private final Roller roller;
    private final Pool ingest;
    private final Fixtures fixtures;
    private @Nullable Connection ingestion;
    private Instant now = Instant.parse("2026-04-01T00:00:00Z");

    Testbed() {
        this(SERVER);
    }

    Testbed(PostgresServer server) {
        database = server.createDatabase();
        database.execute(resource("testbed.sql"));
        fixtures = new Fixtures(database);
        pool = pool(database, "tidemark_job");
        ingest = pool(database, "tidemark_ingest");
        roller = new Roller(ingest, PATIENCE);
        days = new DayAggregation(
                new TenantRepository(pool),
                new DueDayRepository(pool),
                new RollupRepository(pool, new FixedConfig(Duration.ofMinutes(1), 4)));
    }

    private static String resource(String name) {
        try (var stream = Testbed.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record FixedConfig(Duration dayTimeout, int rollEvents) implements AggregationConfig {}

    private static Pool pool(TestDatabase database, String role) {
        var connect = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.login(role))
                .setPassword(database.password())
                .setCachePreparedStatements(true);
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
        now = instant;
    }

    void partitions(String from, String to) {
        LocalDate.parse(from)
                .datesUntil(LocalDate.parse(to).plusDays(1))
                .forEach(day -> database.query("SELECT ensure_event_partition(?)", day));
    }

    /** Stores events as ingestion does, in a flush of their own. */
    void flush(UUID tenant, List<Sent> events) {
        try {
            if (ingestion == null) {
                ingestion = database.connectAs("tidemark_ingest");
            }
            Flush.write(ingestion, tenant, events);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void flush(UUID tenant, Sent... events) {
        flush(tenant, List.of(events));
    }

    /** A flush that has run but not committed. */
    Connection openFlush(UUID tenant, List<Sent> events) {
        try {
            var connection = database.connectAs("tidemark_ingest");
            connection.setAutoCommit(false);
            Flush.write(connection, tenant, events);
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
        days.aggregate(selection, now, tally);
        return tally;
    }

    /** A step of a roller of ingestion, unless the job is at work on the tenant. */
    RollOutcome roll(UUID tenant, int events) {
        return roller.tryRoll(new Home(tenant, calendar(tenant).zone()), events)
                .await()
                .atMost(PATIENCE);
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
                database.query("""
                        SELECT (to_jsonb(r) - 'id')::text AS cells
                          FROM rollup_day AS r
                         WHERE tenant_id = ?
                         ORDER BY bucket, cube""", tenant),
                database.query("SELECT * FROM aggregated_day WHERE tenant_id = ? ORDER BY day", tenant),
                database.query("SELECT * FROM stale_day WHERE tenant_id = ? ORDER BY day, batch_id", tenant));
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        ingest.closeAndAwait();
        try {
            if (ingestion != null) {
                ingestion.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
