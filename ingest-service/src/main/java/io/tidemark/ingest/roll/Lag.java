package io.tidemark.ingest.roll;

import java.time.Duration;

/** How long the oldest batch waits, as it was last seen. */
final class Lag {

    /** What was seen longer ago says nothing about now. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private volatile Seen seen = Seen.NOTHING;

    void seen(Duration age) {
        seen = new Seen(age.toMillis() / 1000.0, System.nanoTime());
    }

    void unknown() {
        seen = Seen.NOTHING;
    }

    double seconds() {
        var last = seen;
        return System.nanoTime() - last.at < FRESH.toNanos() ? last.seconds : Double.NaN;
    }

    private record Seen(double seconds, long at) {

        static final Seen NOTHING = new Seen(Double.NaN, System.nanoTime());
    }
}
