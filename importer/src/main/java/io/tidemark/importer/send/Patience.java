package io.tidemark.importer.send;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a batch is sent again: as long as the API asks, else twice as long as before, with some
 * chance in it so that senders do not return together.
 */
final class Patience {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random = new Random();
    private final Duration limit;
    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;

    /** @param limit how long to wait in all */
    Patience(Duration limit) {
        this.limit = limit;
    }

    /** Returns null when patience has run out. */
    @Nullable
    Duration next(@Nullable Duration asked) {
        if (waited.compareTo(limit) >= 0) {
            return null;
        }
        var wait = asked != null ? asked : spread(next);
        var twice = next.multipliedBy(2);
        next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        waited = waited.plus(wait);
        return wait;
    }

    private Duration spread(Duration wait) {
        return Duration.ofMillis(Math.round(wait.toMillis() * random.nextDouble(0.5, 1.5)));
    }
}
