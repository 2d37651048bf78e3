package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.cell.CellBlock;
import io.tidemark.rollups.roll.RollOutcome.Busy;
import io.tidemark.rollups.roll.RollOutcome.Rolled;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Rolls up a tenant's waiting batches, one transaction at a time: batches leave the queue and enter the rollups in the
 * same commit, so whoever reads both in one snapshot sees every event exactly once. Days that are aggregated already
 * and get events are marked stale by the same commit.
 */
public final class Roller {

    private final Pool pool;
    private final TenantLock lock;
    private final RollRepository repository = new RollRepository();
    private final Merging merging = new Merging(repository);

    /**
     * @param statementTimeout after which PostgreSQL gives up a step
     */
    public Roller(Pool pool, Duration statementTimeout) {
        this.pool = pool;
        this.lock = new TenantLock(statementTimeout);
    }

    /**
     * One step, unless another process is at work on the tenant.
     *
     * @param events how many to roll up, more or less: batches are not cut
     */
    public Uni<RollOutcome> tryRoll(Home home, int events) {
        return pool.withTransaction(tx -> lock.tryTake(tx, home.tenant())
                .flatMap(taken -> taken
                        ? roll(tx, home, events).map(rolled -> rolled)
                        : Uni.createFrom().item(new Busy())));
    }

    /** One step, once whoever is at work on the tenant has finished theirs. */
    public Uni<Rolled> roll(Home home, int events) {
        return pool.withTransaction(tx -> lock.take(tx, home.tenant()).flatMap(taken -> roll(tx, home, events)));
    }

    /**
     * Merges what steps have added, if that is due and no other process is at work on the tenant. A transaction of its
     * own: whatever becomes of it, the steps are done. Answers whether there was anything to merge: then more may be due. A
     * merge that fails is not tried again before some more steps.
     *
     * @param busy whether more waits to be rolled up
     */
    public Uni<Boolean> merge(Home home, boolean busy) {
        return merging.due(home, busy)
                .map(span -> pool.withTransaction(tx -> lock.tryTake(tx, home.tenant())
                        .flatMap(taken -> taken
                                ? merging.merge(tx, home, span, Instant.now())
                                : Uni.createFrom().item(false).invoke(() -> merging.remember(home, span)))))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    /** Merges, of a grain, what is due in buckets that begin in a span of time; those before {@code over} are over. */
    public Uni<Void> merge(Home home, Grain grain, Instant from, Instant to, Instant over) {
        return pool.withTransaction(tx -> lock.take(tx, home.tenant())
                .flatMap(taken -> repository.merge(tx, home, grain, new Span(from, to), over))
                .replaceWithVoid());
    }

    private Uni<Rolled> roll(SqlConnection tx, Home home, int events) {
        return repository.take(tx, home, events).flatMap(taken -> taken.map(waiting -> roll(tx, home, waiting))
                .orElseGet(() -> Uni.createFrom().item(new Rolled(0, 0, false))));
    }

    private Uni<Rolled> roll(SqlConnection tx, Home home, Waiting waiting) {
        return repository
                .roll(tx, home, waiting)
                .call(rolled -> markStale(tx, home, waiting, rolled.hours()))
                .call(rolled -> addToDays(tx, home, waiting, rolled.events()))
                .invoke(rolled -> merging.touched(home, waiting.span()))
                .map(rolled -> new Rolled(rolled.events().size(), rolled.cells(), waiting.more()));
    }

    /** Days whose hours are partly gone cannot be made again: what comes late is added to them at once. */
    private Uni<Void> addToDays(SqlConnection tx, Home home, Waiting waiting, CellBlock events) {
        var old = OldDays.of(waiting, home);
        return old.days().isEmpty() ? Uni.createFrom().voidItem() : repository.addToDays(tx, home, events, old);
    }

    /** Only days that can be made again. */
    private Uni<Void> markStale(SqlConnection tx, Home home, Waiting waiting, List<Instant> hours) {
        var calendar = home.calendar();
        var days = hours.stream()
                .map(calendar::dayOf)
                .distinct()
                .filter(day -> !calendar.startOf(day).isBefore(waiting.floors().hour()))
                .toList();
        return days.isEmpty() ? Uni.createFrom().voidItem() : repository.markStale(tx, home, days, waiting.newest());
    }
}
