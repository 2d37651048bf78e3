package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

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
                .flatMap(taken -> repository.hourFloor(tx))
                .flatMap(floor -> make(tx, home, day, floor)));
    }

    /** From here on days can be made. */
    public Uni<Instant> hourFloor() {
        return pool.withConnection(repository::hourFloor);
    }

    private Uni<MadeDay> make(SqlConnection tx, Home home, LocalDate day, Instant floor) {
        if (home.calendar().startOf(day).isBefore(floor)) {
            return Uni.createFrom().failure(new HoursGoneException(day, floor));
        }
        return repository.clearMarks(tx, home, day).flatMap(marks -> replace(tx, home, day)
                .map(counted -> new MadeDay(marks, counted.events(), counted.cells())));
    }

    private Uni<DayRepository.Counted> replace(SqlConnection tx, Home home, LocalDate day) {
        if (home.isSkipped(day)) {
            return repository.finish(tx, home, day).replaceWith(new DayRepository.Counted(0, 0));
        }
        return repository
                .delete(tx, home, day)
                .flatMap(deleted -> repository.insert(tx, home, day))
                .call(counted -> repository.finish(tx, home, day));
    }
}
