package io.tidemark.ingest.flush;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.tidemark.ingest.partition.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Takes batches out of the queue and stores one at a time. Runs on a thread of its own. */
final class FlushWriter implements Runnable {

    private static final int ATTEMPTS = 5;
    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(500);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(200);

    private final FlushQueue queue;
    private final FlushStore store;
    private final Partitions partitions;
    private final Availability availability;
    private final FlushConfig config;
    private InFlight inFlight = InFlight.NOTHING;

    FlushWriter(
            FlushQueue queue, FlushStore store, Partitions partitions, Availability availability, FlushConfig config) {
        this.queue = queue;
        this.store = store;
        this.partitions = partitions;
        this.availability = availability;
        this.config = config;
    }

    /** Ends when the queue is closed and drained, or by interruption. */
    @Override
    public void run() {
        try {
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                process(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Refuses what has been under way for too long: nobody shall wait for a database that may never answer. While the
     * lock is held the flush cannot end, so that its writer always sees afterwards that the database counts as away.
     */
    synchronized void refuseOverdue(long now) {
        if (now - inFlight.begun >= config.patience().toNanos() && !inFlight.batch.isEmpty()) {
            availability.lost("no answer to a flush");
        }
        inFlight.batch.stream()
                .filter(submission -> submission.age(now) >= config.deadline().toNanos())
                .forEach(submission -> submission.settle(new Outcome.Unavailable()));
    }

    private List<Submission> take() throws InterruptedException {
        return queue.take(config.linger(), config.overlap());
    }

    private synchronized void begin(List<Submission> batch) {
        inFlight = new InFlight(batch, System.nanoTime());
    }

    /** Whatever happens to a batch, its requests are answered and this thread goes on. */
    private void process(List<Submission> batch) {
        begin(batch);
        try (var _ = FlushTraces.name(batch)) {
            write(batch);
        } catch (Throwable e) {
            Log.errorf(e, "A flush of %d requests failed", batch.size());
        } finally {
            settle(batch.stream().filter(submission -> !submission.isSent()).toList(), new Outcome.Unavailable());
            begin(List.of());
            queue.release(batch);
        }
        waitForDatabase();
    }

    private void write(List<Submission> batch) {
        var flush = Flush.of(batch);
        for (var attempt = 1; ; attempt++) {
            try {
                flush.settle(await(store.store(flush)));
                return;
            } catch (RuntimeException e) {
                if (!isWorthRetrying(flush, e, attempt)) {
                    giveUp(batch, e);
                    return;
                }
            }
        }
    }

    private boolean isWorthRetrying(Flush flush, RuntimeException failure, int attempt) {
        return switch (Setback.of(failure)) {
            case CONTENTION -> attempt < ATTEMPTS;
            case MISSING_PARTITION -> {
                // Retention may have dropped it since it was made.
                partitions.forget(flush.utcDays());
                yield attempt < ATTEMPTS && makePartitions(flush);
            }
            case DATABASE_AWAY, REFUSED -> false;
        };
    }

    private boolean makePartitions(Flush flush) {
        try {
            await(partitions.ensure(flush.utcDays()));
            return true;
        } catch (RuntimeException e) {
            Log.warnf("Partitions were not made: %s", Setback.reason(e));
            return false;
        }
    }

    private void giveUp(List<Submission> batch, RuntimeException failure) {
        switch (Setback.of(failure)) {
            case CONTENTION, MISSING_PARTITION, DATABASE_AWAY -> {
                Log.warnf("A flush of %d requests failed: %s", batch.size(), Setback.reason(failure));
                settle(batch, new Outcome.Unavailable());
                if (Setback.of(failure) == Setback.DATABASE_AWAY && !answers()) {
                    availability.lost(Setback.reason(failure));
                }
            }
            case REFUSED -> {
                if (batch.size() > 1) {
                    // One bad request must not sink those of others: each on its own.
                    batch.forEach(submission -> write(List.of(submission)));
                } else {
                    Log.errorf("The database refused the events of a request: %s", Setback.reason(failure));
                    settle(batch, new Outcome.Failed());
                }
            }
        }
    }

    /** While the database counts as away, some writer is here or has a flush under way: it never stays so for ever. */
    private void waitForDatabase() {
        while (availability.isAway() && !Thread.currentThread().isInterrupted()) {
            settle(queue.removeOlderThan(Duration.ZERO), new Outcome.Unavailable());
            if (answers()) {
                availability.regained();
            } else {
                LockSupport.parkNanos(PROBE_PAUSE.toNanos());
            }
        }
    }

    private boolean answers() {
        try {
            store.probe().await().atMost(PROBE_TIMEOUT);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(config.timeout());
    }

    private static void settle(List<Submission> submissions, Outcome outcome) {
        submissions.forEach(submission -> submission.settle(outcome));
    }

    private record InFlight(List<Submission> batch, long begun) {

        static final InFlight NOTHING = new InFlight(List.of(), 0);
    }
}
