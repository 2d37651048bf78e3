package io.tidemark.quickstart.process;

import java.time.Duration;

/** How long to wait before a program is started again: hardly at first, longer each time it dies young. */
final class Backoff {

    static final Duration SHORTEST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration STABLE = Duration.ofSeconds(30);

    private Duration next = SHORTEST;

    /** The pause after a run of this length. */
    Duration after(Duration uptime) {
        if (uptime.compareTo(STABLE) >= 0) {
            next = SHORTEST;
        }
        var delay = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return delay;
    }
}
