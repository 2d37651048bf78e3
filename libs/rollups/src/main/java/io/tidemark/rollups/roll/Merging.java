package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Grain;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Merges the packed rows that steps add, now and then, so that readers find few. What one process does not remember
 * after a restart stays in some more rows, until the day is made of them.
 */
final class Merging {

    /** Steps of a tenant between merges. */
    private static final int STEPS = 8;

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

    /** To be called in every step's transaction, with the span of its events. */
    Uni<Void> after(SqlConnection tx, Home home, Span step) {
        var sum = touched.merge(home.tenant(), new Touched(step, 1), Touched::and);
        if (sum.steps() < STEPS) {
            return Uni.createFrom().voidItem();
        }
        touched.remove(home.tenant());
        return merge(tx, home, sum.span(), Instant.now());
    }

    Uni<Void> merge(SqlConnection tx, Home home, Span span, Instant now) {
        var before = now.minus(LATENESS);
        var hour = home.grid().floor(before);
        var minutes = new Span(span.from().truncatedTo(ChronoUnit.MINUTES), span.to());
        var hours = new Span(home.grid().floor(span.from()), span.to());
        return repository
                .merge(
                        tx,
                        home,
                        Grain.MINUTE,
                        minutes.with(new Span(before.minus(LOOK_BACK_MINUTES), before)),
                        before.truncatedTo(ChronoUnit.MINUTES))
                .flatMap(merged -> repository.merge(
                        tx, home, Grain.HOUR, hours.with(new Span(hour.minus(LOOK_BACK_HOURS), hour)), hour));
    }
}
