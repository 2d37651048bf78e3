package io.tidemark.bench.rollup;

import io.tidemark.bench.history.BulkLoader;
import io.tidemark.bench.history.History;
import io.tidemark.bench.load.LoadPlan;
import io.tidemark.bench.load.LoadProcess;
import io.tidemark.bench.load.LoadResult;
import io.tidemark.bench.rollup.LagRecorder.Recording;
import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.WaitingBatches;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** First a steady load, then a whole day at once. */
final class RollupBenchmark {

    static final double SMALL_LAG_SECONDS = 5;

    private static final int BATCH = 500;
    private static final int CONNECTIONS = 8;
    private static final int WARM_UP_SECONDS = 10;
    private static final long SEED = 1;

    private final Stage stage;

    RollupBenchmark(Stage stage) {
        this.stage = stage;
    }

    RollupReport run(Map<String, String> environment, int rate, int seconds, long dayEvents)
            throws IOException, InterruptedException, SQLException {
        var steady = steady(rate, seconds);
        System.err.printf("Loading a day of %,d events%n", dayEvents);
        var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        new BulkLoader(stage.database(), stage.tenant(), SEED).load(today.minus(Duration.ofDays(1)), today, dayEvents);
        System.err.println("Rolling it up");
        double rolling = History.roll(stage);
        System.err.println("Running the nightly job");
        double job = History.aggregate(stage);
        return new RollupReport(
                environment,
                BATCH,
                steady.result(),
                steady.during(),
                seconds(steady.recovery()),
                dayEvents,
                rolling,
                job);
    }

    private Recording<LoadResult> steady(int rate, int seconds) throws IOException, InterruptedException, SQLException {
        try (var service = stage.start(Service.INGEST, Service.INGEST.jar(), Service.INGEST.jvmOptions());
                var connection = stage.database().connect()) {
            System.err.println("Warming up");
            var waiting = new WaitingBatches(connection);
            send(service.port(), plan(rate, WARM_UP_SECONDS, SEED));
            waiting.awaitNone();
            System.err.printf("Sending %,d events a second for %d s%n", rate, seconds);
            var recorder = new LagRecorder(waiting, SMALL_LAG_SECONDS);
            var recording = recorder.during(() -> send(service.port(), plan(rate, seconds, SEED + 1)));
            waiting.awaitNone();
            return recording;
        }
    }

    private LoadResult send(int port, LoadPlan plan) throws IOException {
        try (var load = LoadProcess.start(port, stage.apiKey(), plan)) {
            return load.run();
        }
    }

    private static LoadPlan plan(int rate, int seconds, long seed) {
        return new LoadPlan(rate / BATCH * seconds, BATCH, CONNECTIONS, seed, (double) rate / BATCH);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
