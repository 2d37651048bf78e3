package io.tidemark.aggregation.run;

import io.quarkus.logging.Log;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets one run in. The lock belongs to a transaction, not to a session, so that it works through a connection
 * pooler; the transaction stays open, idle and without a snapshot, and holds up no vacuum.
 */
@ApplicationScoped
class GuardRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String TRY_ENTER = """
            SELECT set_config('idle_in_transaction_session_timeout', '0', true),
                   pg_try_advisory_xact_lock(hashtextextended('tidemark.job', 0)) AS entered
            """;

    private final Pool pool;

    GuardRepository(Pool pool) {
        this.pool = pool;
    }

    /** Empty if another run is at work. */
    Optional<Guard> tryEnter() {
        var connection = pool.getConnection().await().atMost(TIMEOUT);
        var entered = false;
        try {
            entered = connection
                    .begin()
                    .chain(() -> connection.query(TRY_ENTER).execute())
                    .await()
                    .atMost(TIMEOUT)
                    .iterator()
                    .next()
                    .getBoolean("entered");
        } finally {
            if (!entered) {
                leave(connection);
            }
        }
        return entered ? Optional.of(() -> leave(connection)) : Optional.empty();
    }

    private static void leave(SqlConnection connection) {
        try {
            // Rolls back what is open.
            connection.close().await().atMost(TIMEOUT);
        } catch (RuntimeException e) {
            // A lost connection has released the lock already.
            Log.warn("Guard was not released in order", e);
        }
    }
}
