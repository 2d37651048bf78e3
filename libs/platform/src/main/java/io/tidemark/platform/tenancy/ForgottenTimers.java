package io.tidemark.platform.tenancy;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps complaints about a timer out of the log, of which there would be one for each statement while the database is
 * away: the pool forgets to stop it when no connection is to be had. Whoever asked has been told long before.
 *
 * @see <a href="https://github.com/eclipse-vertx/vertx-sql-client/issues/1706">vertx-sql-client 1706</a>
 */
@LoggingFilter(name = "forgotten-timers")
public final class ForgottenTimers implements Filter {

    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    @Override
    public boolean isLoggable(LogRecord message) {
        return !(message.getThrown() instanceof IllegalStateException complaint)
                || !isOfATimer(complaint.getStackTrace());
    }

    /** The pool's handler has called {@code Promise.fail}. */
    private static boolean isOfATimer(StackTraceElement[] trace) {
        return trace.length > 1
                && trace[1].getClassName().equals(POOL)
                && trace[1].getMethodName().startsWith("lambda$execute");
    }
}
