package io.tidemark.platform.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForgottenTimersTest {

    private static final StackTraceElement FAIL =
            new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90);
    private static final StackTraceElement TIMER = new StackTraceElement(
            "io.vertx.sqlclient.impl.pool.SqlConnectionPool", "lambda$execute$3", "SqlConnectionPool.java", 216);

    @Test
    void aTimerOfThePoolIsNotHeard() {
        assertThat(isHeard(thrown(FAIL, TIMER))).isFalse();
    }

    @Test
    void everythingElseIs() {
        assertThat(isHeard(null)).isTrue();
        assertThat(isHeard(thrown())).isTrue();
        assertThat(isHeard(thrown(FAIL, FAIL))).isTrue();
        assertThat(isHeard(thrown(TIMER, FAIL))).isTrue();
        assertThat(isHeard(new IllegalArgumentException())).isTrue();
    }

    private static boolean isHeard(@Nullable Throwable thrown) {
        var message = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
        message.setThrown(thrown);
        return new ForgottenTimers().isLoggable(message);
    }

    private static IllegalStateException thrown(StackTraceElement... trace) {
        var complaint = new IllegalStateException("Result is already complete");
        complaint.setStackTrace(trace);
        return complaint;
    }
}
