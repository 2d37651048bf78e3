package io.tidemark.aggregation.run;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for the guard. It is asked for again and again, since a statement that waits for a lock would hold up vacuum for
 * as long.
 */
@ApplicationScoped
class Entrance {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final GuardRepository guards;
    private final RunConfig config;

    Entrance(GuardRepository guards, RunConfig config) {
        this.guards = guards;
        this.config = config;
    }

    /** Empty if another run is still at work when patience is over. */
    Optional<Guard> enter() {
        var begun = System.nanoTime();
        var guard = guards.tryEnter();
        if (guard.isEmpty() && config.patience().isPositive()) {
            Log.infof("Another run is at work, waiting for it for up to %s", config.patience());
        }
        while (guard.isEmpty() && System.nanoTime() - begun < config.patience().toNanos()) {
            pause();
            guard = guards.tryEnter();
        }
        return guard;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
