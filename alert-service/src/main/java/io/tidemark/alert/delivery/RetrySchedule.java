package io.tidemark.alert.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a failed delivery is tried again.
 *
 * @param delays after the first attempt, the second, and so on; after the last one it is given up
 */
record RetrySchedule(List<Duration> delays) {

    /** Up to a tenth earlier or later, so that what failed together does not come back together. */
    private static final double JITTER = 0.1;

    RetrySchedule {
        delays = List.copyOf(delays);
    }

    /**
     * The delay after an attempt, empty if that was the last one.
     *
     * @param attempts how many there have been
     * @param retryAfter what the receiver asked for: it is not disturbed earlier
     * @param random values from 0 to below 1
     */
    Optional<Duration> delay(int attempts, @Nullable Duration retryAfter, DoubleSupplier random) {
        if (attempts > delays.size()) {
            return Optional.empty();
        }
        var factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
        var delay = Duration.ofMillis(Math.round(delays.get(attempts - 1).toMillis() * factor));
        return Optional.of(retryAfter != null && retryAfter.compareTo(delay) > 0 ? retryAfter : delay);
    }
}
