package io.tidemark.quickstart.process;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Keeps a group of programs running, and ends the group as one. Once it is stopping nothing starts any more, so a
 * stop in the middle of a start-up leaves nothing behind either.
 */
public final class Supervisor {

    private final Spawner spawner;
    private final ProcessLedger ledger;
    private final ProcessListener listener;
    private final Map<String, SupervisedProcess> processes = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("supervisor-", 0).factory());
    private volatile boolean stopping;

    public Supervisor(Spawner spawner, ProcessLedger ledger, ProcessListener listener) {
        this.spawner = spawner;
        this.ledger = ledger;
        this.listener = listener;
    }

    /** Starts the program, and starts it again whenever it ends before {@link #stop()}. */
    public void keepRunning(Program program) throws IOException {
        var process = begin(program);
        threads.execute(() -> watch(process));
    }

    /** Runs a program to its end and returns its exit code. */
    public int run(Program program) throws IOException, InterruptedException {
        var process = begin(program);
        try {
            return process.awaitExit();
        } finally {
            ledger.forget(program);
            synchronized (this) {
                processes.remove(program.name());
            }
        }
    }

    /** Process ids by name. */
    public synchronized Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        processes.forEach((name, process) -> pids.put(name, process.pid()));
        return pids;
    }

    /** How often the program had to be started again. */
    public synchronized int restarts(String name) {
        var process = processes.get(name);
        return process == null ? 0 : process.restarts();
    }

    public boolean isStopping() {
        return stopping;
    }

    /** Asks all to end, all at once, and returns when all have. */
    public void stop() {
        Map<String, SupervisedProcess> running;
        synchronized (this) {
            stopping = true;
            running = Map.copyOf(processes);
        }
        running.values().stream()
                .map(process -> threads.submit(process::end))
                .toList()
                .forEach(Supervisor::await);
    }

    private synchronized SupervisedProcess begin(Program program) throws IOException {
        if (stopping) {
            throw new IOException("stopping");
        }
        var process = new SupervisedProcess(program, spawner, ledger);
        process.start();
        processes.put(program.name(), process);
        return process;
    }

    private void watch(SupervisedProcess process) {
        try {
            while (true) {
                var exit = process.awaitExit();
                if (stopping) {
                    return;
                }
                var delay = process.delayBeforeRestart();
                listener.died(process.name(), exit);
                Thread.sleep(delay);
                if (!restart(process)) {
                    return;
                }
                listener.restarted(process.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            listener.lost(process.name(), e);
        }
    }

    private synchronized boolean restart(SupervisedProcess process) throws IOException {
        if (stopping) {
            return false;
        }
        process.start();
        return true;
    }

    private static void await(Future<?> end) {
        try {
            end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a process did not end", e.getCause());
        }
    }
}
