package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Makes home days from hours. It holds the tenant's lock, so no roller adds to the hours or marks the day meanwhile;
 * events that still wait are added by readers, and mark the day once they are rolled up.
 */
public final class DayMaker {

    private final Pool pool;
    private final TenantLock lock;
    private final DayRepository repository = new DayRepository();

    /**
     * @param statementTimeout after which PostgreSQL gives up a day
     */
    public DayMaker(Pool pool, Duration statementTimeout) {
        this.pool = pool;
        this.lock = new TenantLock(statementTimeout);
    }

    /** Makes the day, whether or not it was made before; fails with {@link HoursGoneException} if that is too late. */
    public Uni<MadeDay> make(Home home, LocalDate day) {
        return pool.withTransaction(tx -> lock.take(tx, home.tenant())
                .flatMap(taken -> repository.hourFloor(tx, home.tenant()))
                .flatMap(floor -> make(tx, home, day, floor)));
    }

    /** From here on days of the tenant can be made. */
    public Uni<Instant> hourFloor(Home home) {
        return pool.withConnection(connection -> repository.hourFloor(connection, home.tenant()));
    }

    /**
     * Lets go of the tenant's hours before the floor: the days that begin there are made, if they are missing or stale, and
     * from then on get what comes late at once. All in one transaction; a floor that is higher already stays. Answers how
     * many days were made.
     */
    public Uni<Integer> release(Home home, Instant floor) {
        return pool.withTransaction(tx -> lock.take(tx, home.tenant())
                .flatMap(taken -> repository.findReleased(tx, home))
                .flatMap(hours -> repository.listDue(tx, home, hours.days(home, floor)))
                .flatMap(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(day -> make(tx, home, day))
                        .collect()
                        .asList())
                .call(made -> repository.raiseFloor(tx, home, floor))
                .map(List::size));
    }

    /**
     * Merges packed rows of days that are made no more: each roll of what comes late adds some. Answers whether there
     * were any: of many, some are merged at a time, so the caller goes on until none is left.
     */
    public Uni<Boolean> mergeOld(Home home) {
        return pool.withTransaction(tx -> lock.take(tx, home.tenant())
                .flatMap(taken -> repository.hourFloor(tx, home.tenant()))
                .flatMap(floor -> repository.merge(tx, home, floor)));
    }

    private Uni<MadeDay> make(SqlConnection tx, Home home, LocalDate day, Instant floor) {
        if (home.calendar().startOf(day).isBefore(floor)) {
            return Uni.createFrom().failure(new HoursGoneException(day, floor));
        }
        return make(tx, home, day);
    }

    private Uni<MadeDay> make(SqlConnection tx, Home home, LocalDate day) {
        return repository.clearMarks(tx, home, day).flatMap(marks -> replace(tx, home, day)
                .map(counted -> new MadeDay(marks, counted.events(), counted.cells())));
    }

    private Uni<DayCellRepository.Counted> replace(SqlConnection tx, Home home, LocalDate day) {
        if (home.isSkipped(day)) {
            return repository.finish(tx, home, day).replaceWith(new DayCellRepository.Counted(0, 0));
        }
        return repository
                .delete(tx, home, day)
                .flatMap(deleted -> repository.insert(tx, home, day))
                .call(counted -> repository.finish(tx, home, day));
    }
}
