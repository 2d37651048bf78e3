package io.tidemark.bench.history;

import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.WaitingBatches;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A history that has become what it would be had it been lived through: rolled up by the packaged ingest-service, its
 * past days made by the packaged job.
 *
 * @param loadSeconds of writing the events in bulk
 * @param rollSeconds of rolling all of them up
 * @param jobSeconds of the nightly job for all days but today
 */
public record History(long events, int days, double loadSeconds, double rollSeconds, double jobSeconds) {

    /** Up to here events lie ahead, so that the last hour is full for as long as a benchmark takes. */
    private static final Duration AHEAD = Duration.ofMinutes(55);

    /** Without a merge in such a time, several times what one takes, none is due. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final long SEED = 1;

    /** Makes so many events of today and the days before. */
    public static History make(Stage stage, long events, int days)
            throws IOException, InterruptedException, SQLException {
        System.err.printf("Loading %,d events%n", events);
        double loading = load(stage, events, days);
        System.err.println("Rolling them up");
        double rolling = roll(stage);
        System.err.println("Running the nightly job");
        double job = aggregate(stage);
        settle(stage);
        return new History(events, days, loading, rolling, job);
    }

    private static double load(Stage stage, long events, int days) throws SQLException, InterruptedException {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var from = now.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS);
        long start = System.nanoTime();
        new BulkLoader(stage.database(), stage.tenant(), SEED).load(from, now.plus(AHEAD), events);
        return secondsSince(start);
    }

    /**
     * Rolls up all that waits, and lets the rows of hours be merged as they would have been one by one; answers the seconds
     * from when the service was ready until nothing waited any more.
     */
    public static double roll(Stage stage) throws IOException, InterruptedException, SQLException {
        try (var _ = stage.start(Service.INGEST, Service.INGEST.jar(), Service.INGEST.jvmOptions());
                var connection = stage.database().connect()) {
            long start = System.nanoTime();
            new WaitingBatches(connection).awaitNone();
            double seconds = secondsSince(start);
            awaitMerged(connection);
            return seconds;
        }
    }

    private static void awaitMerged(Connection connection) throws SQLException, InterruptedException {
        long rows = -1;
        for (long now = rowsOfHours(connection); now != rows; now = rowsOfHours(connection)) {
            rows = now;
            Thread.sleep(QUIET);
        }
    }

    private static long rowsOfHours(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM rollup_hour")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Runs the nightly job; answers the seconds it took, the start of its process included. */
    public static double aggregate(Stage stage) throws IOException, InterruptedException {
        return stage.runJob(Service.JOB.jar(), Service.JOB.jvmOptions()).toNanos() / 1e9;
    }

    /** As autovacuum and time would leave it. */
    private static void settle(Stage stage) throws SQLException {
        try (var connection = stage.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
            statement.execute("CHECKPOINT");
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
