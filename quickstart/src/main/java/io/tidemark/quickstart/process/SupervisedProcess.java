package io.tidemark.quickstart.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One program and the process that runs it just now. */
final class SupervisedProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Program program;
    private final Spawner spawner;
    private final ProcessLedger ledger;
    private final Backoff backoff = new Backoff();
    private volatile @Nullable Process process;
    private volatile long startedAt;
    private final AtomicInteger starts = new AtomicInteger();

    SupervisedProcess(Program program, Spawner spawner, ProcessLedger ledger) {
        this.program = program;
        this.spawner = spawner;
        this.ledger = ledger;
    }

    String name() {
        return program.name();
    }

    /** Never called by two threads at once: the supervisor holds its lock. */
    void start() throws IOException {
        var started = spawner.spawn(program);
        process = started;
        startedAt = System.nanoTime();
        starts.incrementAndGet();
        ledger.note(program, started.toHandle());
    }

    int awaitExit() throws InterruptedException {
        return current().waitFor();
    }

    Duration delayBeforeRestart() {
        return backoff.after(Duration.ofNanos(System.nanoTime() - startedAt));
    }

    long pid() {
        return current().pid();
    }

    int restarts() {
        return starts.get() - 1;
    }

    void end() {
        ProcessLedger.end(current().toHandle(), program.stopSignal(), PATIENCE);
        ledger.forget(program);
    }

    private Process current() {
        return Objects.requireNonNull(process, "not started");
    }
}
