package io.tidemark.bench.rollup;

import io.tidemark.bench.stage.WaitingBatches;
import io.tidemark.bench.stage.WaitingBatches.Backlog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Looks every second how far rollups are behind, while something else is done. */
final class LagRecorder {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(15);

    /**
     * What was seen.
     *
     * @param during by the second
     * @param recovery from the end of the work until the lag was small for good
     */
    record Recording<T>(T result, List<Backlog> during, Duration recovery) {}

    private final WaitingBatches waiting;
    private final double smallLagSeconds;

    LagRecorder(WaitingBatches waiting, double smallLagSeconds) {
        this.waiting = waiting;
        this.smallLagSeconds = smallLagSeconds;
    }

    <T> Recording<T> during(Callable<T> work) throws SQLException, InterruptedException {
        var during = new ArrayList<Backlog>();
        try (var thread = Executors.newSingleThreadExecutor()) {
            var running = thread.submit(work);
            while (!running.isDone()) {
                during.add(waiting.measure());
                Thread.sleep(EVERY);
            }
            long end = System.nanoTime();
            return new Recording<>(running.get(), during, recovery(end));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load failed", e.getCause());
        }
    }

    private Duration recovery(long end) throws SQLException, InterruptedException {
        while (waiting.measure().lagSeconds() >= smallLagSeconds) {
            if (System.nanoTime() - end > LONGEST_RECOVERY.toNanos()) {
                throw new IllegalStateException("rollups do not catch up");
            }
            Thread.sleep(EVERY.dividedBy(10));
        }
        return Duration.ofNanos(System.nanoTime() - end);
    }
}
