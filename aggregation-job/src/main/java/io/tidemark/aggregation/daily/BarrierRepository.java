package io.tidemark.aggregation.daily;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** The instant up to which every event is either committed or will mark its day stale. */
@ApplicationScoped
class BarrierRepository {

    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** New flushes queue behind a waiting job, and a second of that would look like an outage to ingestion. */
    private static final Duration ATTEMPT = Duration.ofMillis(300);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String LIMIT_WAIT = """
            SELECT set_config('lock_timeout', $1, true)
            """;

    private static final String AWAIT_FLUSHES = """
            SELECT await_flushes() AS at
            """;

    private final Pool pool;
    private final Duration timeout;

    BarrierRepository(Pool pool, AggregationConfig config) {
        this.pool = pool;
        this.timeout = config.barrierTimeout();
    }

    /**
     * Waits for the flushes in progress, in a transaction of its own, so that flushes go on at once. While one hangs
     * it asks again and again, and lets others pass in between.
     */
    Instant awaitFlushes() {
        return attempt()
                .onFailure(BarrierRepository::isTooSlow)
                .retry()
                .withBackOff(PAUSE, PAUSE)
                .expireIn(timeout.toMillis())
                .onFailure(BarrierRepository::isExhausted)
                .transform(failure ->
                        new IllegalStateException("a flush in progress did not end within " + timeout, failure))
                .await()
                .atMost(timeout.plus(MARGIN));
    }

    private Uni<Instant> attempt() {
        return pool.withTransaction(tx -> limitWait(tx)
                .chain(() -> tx.query(AWAIT_FLUSHES).execute())
                .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant()));
    }

    /** Mutiny's word for it, with the refusal of the last attempt as its cause. */
    private static boolean isExhausted(Throwable failure) {
        return failure instanceof IllegalStateException;
    }

    private static boolean isTooSlow(Throwable failure) {
        return failure instanceof PgException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSqlState());
    }

    private Uni<Void> limitWait(SqlConnection tx) {
        return tx.preparedQuery(LIMIT_WAIT)
                .execute(Tuple.of(Long.toString(ATTEMPT.toMillis())))
                .replaceWithVoid();
    }
}
