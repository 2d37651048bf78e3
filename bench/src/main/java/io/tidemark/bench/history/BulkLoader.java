package io.tidemark.bench.history;

import io.tidemark.bench.stage.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes a history straight into the tables: validated and normalised by the code that ingestion uses, stored as
 * ingestion stores it, a batch for every {@value SpanWriter#BATCH} events, none of them rolled up yet.
 */
public final class BulkLoader {

    private final Database database;
    private final UUID tenant;
    private final World world = new World();
    private final long seed;

    public BulkLoader(Database database, UUID tenant, long seed) {
        this.database = database;
        this.tenant = tenant;
        this.seed = seed;
    }

    /** Writes so many events between two instants, a UTC day per core at a time. */
    public void load(Instant from, Instant to, long events) throws SQLException, InterruptedException {
        var spans = spans(from, to, events);
        try (var connection = database.connect();
                var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var reference = new ReferenceRows(connection);
            var columns = new EventColumns(tenant, reference.clients(world), new Paths());
            reference.agents(tenant, from);
            var running = new ArrayList<Future<?>>();
            for (var span : spans) {
                reference.partition(span.start().atOffset(ZoneOffset.UTC).toLocalDate());
                long firstBatch = reference.batchIds(SpanWriter.batches(span));
                running.add(threads.submit(() -> write(span, columns, firstBatch)));
            }
            for (var span : running) {
                await(span);
            }
            analyze(connection);
        }
    }

    List<Span> spans(Instant from, Instant to, long events) {
        var rhythm = new Rhythm(from, to, events);
        var spans = new ArrayList<Span>();
        int first = 0;
        while (first < rhythm.minutes()) {
            var nextDay = rhythm.start(first).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
            int end = Math.min(rhythm.minutes(), (int) ChronoUnit.MINUTES.between(from, nextDay));
            spans.add(new Span(rhythm, first, end, world, seed));
            first = end;
        }
        return spans;
    }

    private Void write(Span span, EventColumns columns, long firstBatch) throws SQLException {
        try (var connection = database.connect()) {
            new SpanWriter(connection, tenant, columns).write(span, firstBatch);
        }
        return null;
    }

    private static void await(Future<?> running) throws SQLException, InterruptedException {
        try {
            running.get();
        } catch (ExecutionException e) {
            throw new SQLException("a day could not be written", e.getCause());
        }
    }

    private static void analyze(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) event, ingest_batch");
        }
    }
}
