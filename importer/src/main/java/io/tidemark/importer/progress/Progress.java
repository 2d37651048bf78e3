package io.tidemark.importer.progress;

import io.tidemark.importer.send.Tally;
import io.tidemark.importer.source.LogFile;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Tells regularly how far an import has come, until closed. */
public final class Progress implements AutoCloseable {

    private static final Duration MOVE = Duration.ofMillis(200);
    private static final Duration TELL = Duration.ofSeconds(5);
    private static final String CLEAR = "\r\u001b[K";

    private final Thread ticker = Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);
    private final PrintStream out;
    private final boolean quiet;
    private final boolean terminal;
    private final LogFile file;
    private final Tally tally;
    private final long start = System.nanoTime();

    private Progress(PrintStream out, boolean quiet, LogFile file, Tally tally) {
        this.out = out;
        this.quiet = quiet;
        this.terminal = !quiet
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
        this.file = file;
        this.tally = tally;
    }

    /** On a terminal a bar that moves, elsewhere a line now and then. */
    public static Progress start(PrintStream out, boolean quiet, LogFile file, Tally tally) {
        var progress = new Progress(out, quiet, file, tally);
        if (!quiet) {
            progress.ticker.start();
        }
        return progress;
    }

    /** Prints a line that stays, above the bar. */
    public synchronized void say(String line) {
        if (!quiet) {
            out.println(terminal ? CLEAR + line : line);
        }
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(terminal ? MOVE : TELL);
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tell() {
        var snapshot = new Snapshot(file.position(), file.size(), tally.counts(), elapsed());
        if (terminal) {
            out.print(CLEAR + snapshot.bar());
            out.flush();
        } else {
            out.println(snapshot.line());
        }
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public synchronized void close() {
        ticker.interrupt();
        if (terminal) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
