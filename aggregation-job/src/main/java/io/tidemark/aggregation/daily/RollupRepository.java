package io.tidemark.aggregation.daily;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.roll.DayMaker;
import io.tidemark.rollups.roll.Home;
import io.tidemark.rollups.roll.MadeDay;
import io.tidemark.rollups.roll.RollOutcome.Rolled;
import io.tidemark.rollups.roll.Roller;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Rollups of one tenant at a time. Waits for the rollers of ingestion where they are at work on the tenant. */
@ApplicationScoped
class RollupRepository {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** Statements that may each take as long as a day may. */
    private static final int LONG_STATEMENTS = 3;

    private final Roller roller;
    private final DayMaker days;
    private final int step;
    private final Duration patience;

    RollupRepository(Pool pool, AggregationConfig config) {
        this.roller = new Roller(pool, config.dayTimeout());
        this.days = new DayMaker(pool, config.dayTimeout());
        this.step = config.rollEvents();
        this.patience = config.dayTimeout().multipliedBy(LONG_STATEMENTS).plus(MARGIN);
    }

    /** Rolls up all that waits, and merges what was added to old days. */
    void rollUp(Home home) {
        Rolled rolled;
        boolean merged;
        do {
            rolled = await(roller.roll(home, step));
            merged = await(roller.merge(home, rolled.more()));
        } while (rolled.more() || merged);
        do {
            merged = await(days.mergeOld(home));
        } while (merged);
    }

    MadeDay make(Home home, LocalDate day) {
        return await(days.make(home, day));
    }

    /** From here on hours of the tenant are kept, of which days can be made. */
    Instant hourFloor(Home home) {
        return await(days.hourFloor(home));
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(patience);
    }
}
