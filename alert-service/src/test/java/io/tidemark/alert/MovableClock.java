package io.tidemark.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The service's clock in tests: the real time until a test sets another. */
@ApplicationScoped
public class MovableClock implements InstantSource {

    private volatile @Nullable Instant fixed;

    @Override
    public Instant instant() {
        var now = fixed;
        return now == null ? Instant.now() : now;
    }

    public void set(String instant) {
        fixed = Instant.parse(instant);
    }

    public void reset() {
        fixed = null;
    }
}
