package io.tidemark.rollups.roll;

import static java.util.stream.Collectors.joining;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.Measure;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real database of a test, written by the roles that services have. */
final class RollupDatabase implements AutoCloseable {

    private static final String STORE = """
              WITH stored AS (
                       INSERT INTO event
                       SELECT * FROM jsonb_populate_recordset(NULL::event, ?::jsonb)
                       RETURNING batch_id, "time"
                   )
            INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
            SELECT ?, batch_id, count(*), min("time"), max("time")
              FROM stored
             GROUP BY batch_id""";

    private static final String UNPACKED = "SELECT cube, bucket, unnest(type) AS type, "
            + Stream.concat(
                            Arrays.stream(Dimension.values()).map(Dimension::column),
                            Arrays.stream(Measure.values()).map(Measure::column))
                    .map(column -> "unnest(%1$s) AS %1$s".formatted(column))
                    .collect(joining(", "))
            + " FROM %s WHERE tenant_id = ?";

    final TestDatabase database = PostgresServer.shared().createDatabase();
    private final List<Pool> pools = new ArrayList<>();
    private @Nullable Connection ingestion;

    Pool pool(String role) {
        var connect = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.login(role))
                .setPassword(database.password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlFilter(sql -> true);
        var pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(connect)
                .build());
        pools.add(pool);
        return pool;
    }

    Home home(String zone) {
        return new Home(new Fixtures(database).tenant("pro", zone), ZoneId.of(zone));
    }

    /** Stores events as a flush does: with the batch that waits. */
    long flush(Home home, List<Happening> events) {
        try {
            if (ingestion == null) {
                ingestion = database.connectAs("tidemark_ingest");
            }
            return flush(ingestion, home, events);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long flush(Connection connection, Home home, List<Happening> events) throws SQLException {
        events.stream()
                .map(Happening::utcDay)
                .distinct()
                .forEach(day -> database.query("SELECT ensure_event_partition(?)", day));
        var batch = database.number("SELECT nextval('ingest_batch_id')");
        var rows = new JsonArray();
        events.forEach(event -> rows.add(event.row(home.tenant(), batch)));
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setString(1, rows.encode());
            statement.setObject(2, home.tenant());
            statement.executeUpdate();
        }
        return batch;
    }

    List<Long> waiting(Home home) {
        return database
                .query("SELECT batch_id FROM ingest_batch WHERE tenant_id = ? ORDER BY batch_id", home.tenant())
                .stream()
                .map(row -> (Long) row.get("batch_id"))
                .toList();
    }

    /** Cells, added up over the packed rows that they are in. */
    Map<Cell, Amounts> stored(Home home, Grain grain) {
        var cells = new HashMap<Cell, Amounts>();
        for (var row : database.query(UNPACKED.formatted(grain.table()), home.tenant())) {
            cells.computeIfAbsent(cell(grain, row), _ -> new Amounts()).add(amounts(row));
        }
        return cells;
    }

    private static Cell cell(Grain grain, Map<String, @Nullable Object> row) {
        var cube = Cube.of(((Number) value(row, "cube")).intValue());
        var values = new ArrayList<@Nullable String>();
        for (var dimension : Dimension.values()) {
            var value = row.get(dimension.column());
            values.add(value == null ? null : value.toString());
        }
        return new Cell(
                grain, cube, instant(value(row, "bucket")), value(row, "type").toString(), values);
    }

    private static Amounts amounts(Map<String, @Nullable Object> row) {
        var amounts = new EnumMap<Measure, Object>(Measure.class);
        for (var measure : Measure.values()) {
            var value = row.get(measure.column());
            if (value != null) {
                amounts.put(measure, amount(value));
            }
        }
        return Amounts.of(amounts);
    }

    private static Object amount(Object value) {
        return switch (value) {
            case Timestamp time -> ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
            case String histogram -> histogram(histogram);
            default -> value;
        };
    }

    private static Map<Long, Long> histogram(String stored) {
        var histogram = new TreeMap<Long, Long>();
        for (var entry : stored.split(" ")) {
            var parts = entry.split(":");
            histogram.merge(Long.valueOf(parts[0]), parts.length == 1 ? 1L : Long.parseLong(parts[1]), Long::sum);
        }
        return histogram;
    }

    private static Object value(Map<String, @Nullable Object> row, String column) {
        var value = row.get(column);
        if (value == null) {
            throw new IllegalStateException("no " + column);
        }
        return value;
    }

    private static Instant instant(Object value) {
        return ((Timestamp) value).toInstant();
    }

    void floor(Grain grain, Instant floor) {
        database.execute(
                "UPDATE rollup_floor SET floor = ? WHERE grain = ?", floor.atOffset(ZoneOffset.UTC), grain.label());
    }

    void resetFloors() {
        database.execute("UPDATE rollup_floor SET floor = '-infinity'");
    }

    List<String> staleDays(UUID tenant) {
        return database
                .query("SELECT DISTINCT day::text AS day FROM stale_day WHERE tenant_id = ? ORDER BY 1", tenant)
                .stream()
                .map(row -> String.valueOf(row.get("day")))
                .toList();
    }

    @Override
    public void close() {
        pools.forEach(Pool::closeAndAwait);
        try {
            if (ingestion != null) {
                ingestion.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
