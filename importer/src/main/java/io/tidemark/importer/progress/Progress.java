package io.tidemark.importer.progress;

import io.tidemark.importer.send.Tally;
import io.tidemark.importer.source.LogFile;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells regularly how far an import has come, until closed. */
public final class Progress implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[K";

    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("progress").factory());
    private final PrintStream out;
    private final boolean terminal;
    private final LogFile file;
    private final Tally tally;
    private final long start = System.nanoTime();

    private Progress(PrintStream out, boolean terminal, LogFile file, Tally tally) {
        this.out = out;
        this.terminal = terminal;
        this.file = file;
        this.tally = tally;
    }

    /** On a terminal a bar that moves, elsewhere a line now and then. */
    public static Progress start(PrintStream out, boolean quiet, LogFile file, Tally tally) {
        var console = System.console();
        boolean terminal = !quiet && console != null && console.isTerminal();
        var progress = new Progress(out, terminal, file, tally);
        if (!quiet) {
            long millis = terminal ? 200 : 5_000;
            progress.ticker.scheduleAtFixedRate(progress::tell, millis, millis, TimeUnit.MILLISECONDS);
        }
        return progress;
    }

    /** Prints a line that stays, above the bar. */
    public synchronized void say(String line) {
        out.println(terminal ? CLEAR + line : line);
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
        ticker.shutdownNow();
        if (terminal) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
