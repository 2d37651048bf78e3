package io.tidemark.ingest.roll;

import io.quarkus.logging.Log;
import io.tidemark.rollups.roll.Home;
import io.tidemark.rollups.roll.RollOutcome.Busy;
import io.tidemark.rollups.roll.RollOutcome.Rolled;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Rolls up one step after the other. Runs on a thread of its own, which nothing ends but a closed queue. */
final class RollWorker implements Runnable {

    private final RollQueue queue;
    private final StepRepository repository;
    private final StepSize size;
    private final RollMetrics metrics;
    private final Duration patience;
    private final Set<UUID> failing = new HashSet<>();

    /**
     * @param patience how long a step may take in all
     */
    RollWorker(RollQueue queue, StepRepository repository, StepSize size, RollMetrics metrics, Duration patience) {
        this.queue = queue;
        this.repository = repository;
        this.size = size;
        this.metrics = metrics;
        this.patience = patience;
    }

    @Override
    public void run() {
        try {
            for (var home = queue.take(); home.isPresent(); home = queue.take()) {
                process(home.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void process(Home home) {
        var more = false;
        try {
            more = roll(home);
            failing.remove(home.tenant());
        } catch (Throwable e) {
            size.failed();
            // Tried again with the next look at the queue, so said once.
            if (failing.add(home.tenant())) {
                Log.errorf(e, "Events of tenant %s were not rolled up, trying again", home.tenant());
            }
        } finally {
            queue.done(home, more);
        }
    }

    /** Whether there is more to do at once. */
    private boolean roll(Home home) {
        var begun = System.nanoTime();
        var events = size.next();
        return switch (repository.tryRoll(home, events).await().atMost(patience)) {
            case Rolled rolled -> {
                var duration = Duration.ofNanos(System.nanoTime() - begun);
                // Nothing waited if it came back only to merge.
                if (rolled.events() > 0) {
                    size.took(duration, rolled.events() >= events);
                    metrics.rolled(rolled.events(), duration);
                }
                yield merge(home, rolled.more()) || rolled.more();
            }
            case Busy() -> false;
        };
    }

    /** Whether there may be more to merge. A failure costs readers some time, and nothing else. */
    private boolean merge(Home home, boolean busy) {
        try {
            return repository.merge(home, busy).await().atMost(patience);
        } catch (RuntimeException e) {
            Log.warnf("Rollups of tenant %s were not merged: %s", home.tenant(), e);
            return false;
        }
    }
}
