package io.tidemark.platform.problem;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures that are no fault of the request and go away by themselves: a service that we need is away or too slow. */
public final class Outage {

    /** How long a client is asked to wait. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    // The classes of SQLSTATE that speak of the connection or the server instead of the statement.
    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static final Set<String> SERVER_CLASSES = Set.of("08", "28", "3D", "53", "57", "58");

    // The clients fail so, without a type of their own, when a connection is lost or none is to be had in time.
    private static final Set<String> CLIENT_MESSAGES = Set.of(
            "Timeout",
            "Timeout waiting for connection",
            "Connection is not active now, current status: CLOSED",
            "Connection closed",
            "Connection was closed");

    private Outage() {}

    /** Whether an outage is at the root of the failure. */
    public static boolean causes(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOutage(cause)) {
                return true;
            }
        }
        return false;
    }

    /** 503 {@code UNAVAILABLE} with {@code Retry-After}. */
    public static ProblemException problem() {
        return ProblemException.retryLater(
                ProblemType.UNAVAILABLE, "A part of the service is away. Try again soon.", RETRY_AFTER);
    }

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case PgException e ->
                e.getSqlState() != null
                        && SERVER_CLASSES.contains(e.getSqlState().substring(0, 2));
            case ClosedConnectionException e -> true;
            case ClosedChannelException e -> true;
            case VertxException e -> isLostConnection(e);
            case NoStackTraceThrowable e -> isLostConnection(e);
            case IOException e -> e.getClass().getPackageName().startsWith("java.net") || isNetty(e) || isOfASocket(e);
            default -> false;
        };
    }

    private static boolean isLostConnection(Throwable cause) {
        return cause.getMessage() != null && CLIENT_MESSAGES.contains(cause.getMessage());
    }

    /** "Broken pipe" and the like have no type of their own, and are told in whatever language. */
    private static boolean isOfASocket(IOException cause) {
        var trace = cause.getStackTrace();
        return cause.getClass() == IOException.class
                && trace.length > 0
                && trace[0].getClassName().startsWith("sun.nio.ch.Socket");
    }

    /** Netty's native transport has connection failures of its own. */
    private static boolean isNetty(IOException cause) {
        return cause.getClass().getName().startsWith("io.netty.channel.");
    }
}
