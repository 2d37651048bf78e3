package io.tidemark.alert.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a schedule has come.
 *
 * @param last the latest slot that was evaluated; null if none was
 */
public record Slots(@Nullable Instant last, Instant next) {

    private static final Duration GRACE = Duration.ofMinutes(1);

    /** Whether evaluation is more than an interval behind, and more than a moment. */
    public boolean areMissed(Duration interval, Instant now) {
        return now.isAfter(next.plus(interval.compareTo(GRACE) < 0 ? GRACE : interval));
    }
}
