package io.tidemark.quickstart.process;

import org.jspecify.annotations.Nullable;

/** The installation cannot start; the message tells the user why, and what to do. */
public final class StartupException extends Exception {

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The cause itself if it is meant for users, else its message. */
    public static StartupException because(@Nullable Throwable cause) {
        if (cause instanceof StartupException startup) {
            return startup;
        }
        return cause == null ? new StartupException("unknown failure") : new StartupException(cause.toString(), cause);
    }
}
