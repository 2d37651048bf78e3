package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.daily.AggregationConfig;
import io.tidemark.aggregation.housekeeping.HousekeepingBed;
import io.tidemark.aggregation.snapshot.SnapshotBed;
import io.tidemark.schema.Migrator;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Retention on a real database, in the roles that services have, with tiers of which one keeps less. */
final class RetentionBed implements AutoCloseable {

    static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private static final PostgresServer SERVER = PostgresServer.startNew();

    private static final String STORE = """
              WITH flush AS MATERIALIZED (
                       SELECT nextval('ingest_batch_id') AS batch_id
                   ),
                   stored AS (
                       INSERT INTO event (tenant_id, id, "time", batch_id, day, type)
                       SELECT ?, gen_random_uuid(), ?::timestamptz, batch_id, ?, 'request'
                         FROM flush
                        CROSS JOIN generate_series(1, ?)
                       RETURNING tenant_id, batch_id, "time"
                   )
            INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
            SELECT tenant_id, batch_id, count(*), min("time"), max("time")
              FROM stored
             GROUP BY tenant_id, batch_id""";

    final TestDatabase database;
    final TierRetentions tiers = new Tiers(kept(10, 2, 40, 400), kept(30, 7, 90, 730), kept(30, 7, 90, 730));
    final Floors floors;
    final PartitionExpiry partitions;
    final TenantRowExpiry rows;
    final OldRecords records;
    private final ExpiryRepository expiries;
    private final List<Pool> pools = new ArrayList<>();

    private record Tiers(Kept free, Kept pro, Kept enterprise) implements TierRetentions {}

    private record Kept(Duration rawRetention, Duration minuteRetention, Duration hourRetention, Duration dayRetention)
            implements TierRetentions.Kept {}

    private record Config(
            int batchSize,
            Duration patience,
            Duration pause,
            Duration jobRuns,
            Duration auditEvents,
            Duration deliveries)
            implements RetentionConfig {}

    private record Aggregation(Duration dayTimeout, int rollEvents) implements AggregationConfig {}

    /** Locks are tried once, unless a test asks for patience. */
    RetentionBed() {
        this(SERVER.createDatabase());
    }

    private RetentionBed(TestDatabase database) {
        this.database = database;
        var pool = pool("tidemark_job");
        var config = config(Duration.ZERO);
        expiries = new ExpiryRepository(pool);
        floors = new Floors(
                new FloorRepository(pool),
                new HourFloorRepository(pool, new Aggregation(Duration.ofMinutes(5), 1000)),
                new KeptTenantRepository(pool),
                tiers);
        partitions = new PartitionExpiry(expiries, config);
        rows = new TenantRowExpiry(
                new KeptTenantRepository(pool),
                new OldEventRepository(pool),
                new OldCellRepository(pool),
                expiries,
                config);
        records = new OldRecords(
                new OldRunRepository(pool),
                new OldLogRepository(pool, config, () -> Duration.ofDays(400)),
                HousekeepingBed.arrivalIds(pool),
                new TenantRecords(
                        new KeptTenantRepository(pool),
                        new OldValueRepository(pool),
                        new OldDeliveryRepository(pool),
                        SnapshotBed.snapshots(pool),
                        config),
                config);
    }

    /** A database whose owner has no rights but those of an owner. */
    static RetentionBed ofPlainOwner() {
        var database = SERVER.createEmptyDatabase();
        var name =
                database.query("SELECT current_database() AS name").getFirst().get("name");
        database.execute("CREATE ROLE plain_owner LOGIN CREATEROLE PASSWORD '%s'".formatted(database.password()));
        database.execute("ALTER DATABASE %s OWNER TO plain_owner".formatted(name));
        new Migrator(database.jdbcUrl(), "plain_owner", database.password()).migrate();
        return new RetentionBed(database);
    }

    private static Config config(Duration patience) {
        return new Config(
                3, patience, Duration.ofMillis(50), Duration.ofDays(90), Duration.ofDays(400), Duration.ofDays(30));
    }

    PartitionExpiry patient(Duration patience) {
        return new PartitionExpiry(expiries, config(patience));
    }

    private static Kept kept(int raw, int minute, int hour, int day) {
        return new Kept(Duration.ofDays(raw), Duration.ofDays(minute), Duration.ofDays(hour), Duration.ofDays(day));
    }

    Pool pool(String role) {
        var connect = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.login(role))
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        var pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(connect)
                .build());
        pools.add(pool);
        return pool;
    }

    Sweep sweep() {
        return sweep(floors.raise());
    }

    Sweep rehearse() {
        return sweep(floors.leave());
    }

    private Sweep sweep(Sweep sweep) {
        partitions.expire(sweep);
        rows.expire(sweep);
        records.expire(sweep);
        return sweep;
    }

    UUID tenant(String tier) {
        return new Fixtures(database).tenant(tier, "Europe/Paris");
    }

    static Instant noon(int daysAgo) {
        return TODAY.minusDays(daysAgo).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** Stores events as a flush does: with a batch that waits. */
    void flush(UUID tenant, int daysAgo, int events) {
        try (var connection = database.connectAs("tidemark_ingest")) {
            flush(connection, tenant, daysAgo, events);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void flush(Connection connection, UUID tenant, int daysAgo, int events) throws SQLException {
        database.query("SELECT ensure_event_partition(?)", TODAY.minusDays(daysAgo));
        store(connection, tenant, daysAgo, events);
    }

    /** The flush alone; the partition must exist. */
    static void store(Connection connection, UUID tenant, int daysAgo, int events) throws SQLException {
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setObject(1, tenant);
            statement.setObject(2, noon(daysAgo).atOffset(ZoneOffset.UTC));
            statement.setObject(3, TODAY.minusDays(daysAgo));
            statement.setInt(4, events);
            statement.executeUpdate();
        }
    }

    /** As if all that waits had been rolled up. */
    void roll() {
        database.execute("DELETE FROM ingest_batch");
    }

    /** A packed row of one cell. */
    void cell(String table, UUID tenant, Instant bucket) {
        database.execute(
                "INSERT INTO " + table + " (tenant_id, bucket, cube, level, cells, type, events)"
                        + " VALUES (?, ?, 1, 0, 1, '{request}', '{1}')",
                tenant,
                bucket.atOffset(ZoneOffset.UTC));
    }

    boolean exists(String table, int daysAgo) {
        return exists(table + "_" + TODAY.minusDays(daysAgo).format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    boolean exists(String partition) {
        return database.number("SELECT count(*) FROM pg_class WHERE relname = ?", partition) == 1;
    }

    long count(String table, UUID tenant) {
        return database.number("SELECT count(*) FROM " + table + " WHERE tenant_id = ?", tenant);
    }

    @Override
    public void close() {
        pools.forEach(Pool::closeAndAwait);
    }
}
