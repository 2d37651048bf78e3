package io.tidemark.query;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.roll.DayMaker;
import io.tidemark.rollups.roll.Home;
import io.tidemark.rollups.roll.RollOutcome.Rolled;
import io.tidemark.rollups.roll.Roller;
import io.tidemark.testing.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** What rollers and the nightly job do, done by what does it in production. */
public final class Rollups implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;
    private final Roller roller;
    private final DayMaker days;

    public Rollups(TestDatabase database) {
        var connect = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.login("tidemark_job"))
                .setPassword(database.password());
        this.pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(connect)
                .build());
        this.roller = new Roller(pool, PATIENCE);
        this.days = new DayMaker(pool, PATIENCE);
    }

    public void rollUp(Home home) {
        Rolled rolled;
        do {
            rolled = await(roller.roll(home, 100_000));
        } while (rolled.more());
    }

    /** One step of so many events; batches are not cut. */
    public void rollUp(Home home, int events) {
        await(roller.roll(home, events));
    }

    public void makeDay(Home home, LocalDate day) {
        await(days.make(home, day));
    }

    /** Makes the days of hours that are no longer kept. */
    public void release(Home home, Instant floor) {
        await(days.release(home, floor));
    }

    @Override
    public void close() {
        pool.closeAndAwait();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
