package io.tidemark.quickstart.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** How a program is asked to end. */
public enum StopSignal {
    /** What nearly every program takes as «finish and go». */
    TERM,
    /** PostgreSQL's fast shutdown; at SIGTERM it would wait for its clients to leave. */
    INT;

    void send(ProcessHandle process) {
        if (this == TERM) {
            process.destroy();
            return;
        }
        try {
            // Java can send no other signal; the shell's kill is built in.
            new ProcessBuilder("sh", "-c", "kill -s " + name() + " " + process.pid() + " 2>/dev/null")
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
