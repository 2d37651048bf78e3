package io.tidemark.bench.query;

import io.tidemark.bench.history.BulkLoader;
import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.WaitingBatches;
import io.tidemark.catalogue.Catalogue;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes a history, rolls it up as Tidemark does by itself, and asks for it. */
final class QueryBenchmark {

    /** Up to here events lie ahead, so that the last hour is full for as long as the benchmark takes. */
    private static final Duration AHEAD = Duration.ofMinutes(55);

    private static final long SEED = 1;

    private final Stage stage;
    private final List<String> ranges;
    private final int requests;

    QueryBenchmark(Stage stage, List<String> ranges, int requests) {
        this.stage = stage;
        this.ranges = ranges;
        this.requests = requests;
    }

    SizeReport run(long events, int days) throws Exception {
        double loading = load(events, days);
        System.err.println("Copying them into a plain table with indexes");
        RawTable.create(stage.database());
        System.err.println("Rolling them up");
        double rolling = roll();
        System.err.println("Running the nightly job");
        var job = stage.runJob(Service.JOB.jar(), Service.JVM_OPTIONS);
        var disk = settle();
        try (var service = stage.start(Service.QUERY, Service.QUERY.jar(), Service.JVM_OPTIONS);
                var tidemark = new Tidemark(service.port(), stage.apiKey());
                var raw = new RawEvents(stage.database().connect())) {
            var interview = new Interview(tidemark, raw, stage.tenant(), requests);
            var all = Asked.all(Catalogue.builtIn());
            interview.warmUp(all, ranges);
            var comparisons = interview.compareAll(all, ranges);
            return new SizeReport(
                    events,
                    days,
                    loading,
                    rolling,
                    job.toNanos() / 1e9,
                    disk,
                    comparisons,
                    interview.dashboards(Catalogue.builtIn(), comparisons, ranges));
        }
    }

    private double load(long events, int days) throws SQLException, InterruptedException {
        System.err.printf("Loading %,d events%n", events);
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var from = now.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS);
        long start = System.nanoTime();
        new BulkLoader(stage.database(), stage.tenant(), SEED).load(from, now.plus(AHEAD), events);
        return secondsSince(start);
    }

    private double roll() throws IOException, InterruptedException, SQLException {
        try (var _ = stage.start(Service.INGEST, Service.INGEST.jar(), Service.JVM_OPTIONS);
                var connection = stage.database().connect()) {
            long start = System.nanoTime();
            new WaitingBatches(connection).awaitNone();
            return secondsSince(start);
        }
    }

    /** As autovacuum and time would leave it. */
    private Disk settle() throws SQLException {
        try (var connection = stage.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
            statement.execute("CHECKPOINT");
            return Disk.measure(connection);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
