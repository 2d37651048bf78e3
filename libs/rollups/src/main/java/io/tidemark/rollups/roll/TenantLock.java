package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;

/**
 * Whoever writes rollups of a tenant holds this lock until its transaction ends. What the lock protects must be read
 * by a later statement: the snapshot of the statement that takes it may be older than what the last holder committed.
 */
public final class TenantLock {

    private static final String TRY = """
            SELECT set_config('statement_timeout', $2, true),
                   set_config('jit', 'off', true),
                   set_config('work_mem', '256MB', true),
                   pg_try_advisory_xact_lock(hashtextextended('tidemark.roll:' || $1::uuid, 0)) AS taken
            """;

    private static final String TAKE = """
            SELECT set_config('statement_timeout', $2, true),
                   set_config('jit', 'off', true),
                   set_config('work_mem', '256MB', true),
                   pg_advisory_xact_lock(hashtextextended('tidemark.roll:' || $1::uuid, 0))
            """;

    private final String timeout;

    /**
     * @param statementTimeout after which PostgreSQL gives up a statement of the transaction, the wait for the lock
     *     included
     */
    public TenantLock(Duration statementTimeout) {
        this.timeout = Long.toString(statementTimeout.toMillis());
    }

    /** Whether the lock was free. */
    public Uni<Boolean> tryTake(SqlConnection tx, UUID tenant) {
        return tx.preparedQuery(TRY)
                .execute(Tuple.of(tenant, timeout))
                .map(rows -> rows.iterator().next().getBoolean("taken"));
    }

    /** Waits until the lock is free. */
    public Uni<Void> take(SqlConnection tx, UUID tenant) {
        return tx.preparedQuery(TAKE).execute(Tuple.of(tenant, timeout)).replaceWithVoid();
    }
}
