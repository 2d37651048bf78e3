package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Grain;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Merges the packed rows that steps add, now and then, so that readers find few. What one process does not remember
 * after a restart stays in some more rows, until the day is made of them.
 */
final class Merging {

    /** Steps of a tenant between merges. */
    private static final int STEPS = 8;

    /** The same while more waits to be rolled up: that comes first. */
    private static final int STEPS_WHEN_BUSY = 64;

    /** How long after its end a bucket may still get events that are not late. */
    private static final Duration LATENESS = Duration.ofMinutes(2);

    private static final Duration LOOK_BACK_MINUTES = Duration.ofHours(1);
    private static final Duration LOOK_BACK_HOURS = Duration.ofHours(6);

    private final RollRepository repository;
    private final Map<UUID, Touched> touched = new ConcurrentHashMap<>();

    private record Touched(Span span, int steps) {

        Touched and(Touched other) {
            return new Touched(span.with(other.span), steps + other.steps);
        }
    }

    Merging(RollRepository repository) {
        this.repository = repository;
    }

    /** Remembers that a step added cells in the span. */
    void touched(Home home, Span step) {
        touched.merge(home.tenant(), new Touched(step, 1), Touched::and);
    }

    /**
     * What is to be merged now; empty if that can wait.
     *
     * @param busy whether more waits to be rolled up
     */
    Optional<Span> due(Home home, boolean busy) {
        var sum = touched.get(home.tenant());
        if (sum == null || sum.steps() < (busy ? STEPS_WHEN_BUSY : STEPS)) {
            return Optional.empty();
        }
        touched.remove(home.tenant(), sum);
        return Optional.of(sum.span());
    }

    /**
     * Merges some of what is due in the span. If there was anything the rest is due as soon as nothing waits, as after an
     * hour in which events came in faster than they were rolled up.
     */
    Uni<Boolean> merge(SqlConnection tx, Home home, Span span, Instant now) {
        var before = now.minus(LATENESS);
        var hour = home.grid().floor(before);
        var minutes = new Span(span.from().truncatedTo(ChronoUnit.MINUTES), span.to())
                .with(new Span(before.minus(LOOK_BACK_MINUTES), before));
        var hours =
                new Span(home.grid().floor(span.from()), span.to()).with(new Span(hour.minus(LOOK_BACK_HOURS), hour));
        return repository
                .merge(tx, home, Grain.MINUTE, minutes, before.truncatedTo(ChronoUnit.MINUTES))
                .flatMap(some ->
                        repository.merge(tx, home, Grain.HOUR, hours, hour).map(more -> some || more))
                .invoke(merged -> {
                    if (merged) {
                        remember(home, span);
                    }
                });
    }

    /** Lets the span be due with the next step after which nothing waits. */
    void remember(Home home, Span span) {
        touched.merge(home.tenant(), new Touched(span, STEPS), Touched::and);
    }
}
