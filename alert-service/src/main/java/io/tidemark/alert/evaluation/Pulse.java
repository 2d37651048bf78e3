package io.tidemark.alert.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** When evaluation last came round: attempts count, even those that find the database away. */
@ApplicationScoped
class Pulse {

    private final AtomicLong last = new AtomicLong(System.nanoTime());

    void beat() {
        last.set(System.nanoTime());
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - last.get());
    }
}
