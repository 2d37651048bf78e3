package io.tidemark.quickstart.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One small file per running child, so that the next run can end what a crash left behind. Process ids are used
 * again by the system, so the start time tells whether it is still the same process.
 */
public final class ProcessLedger {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // The system's boot time, from which start times are reckoned, may be read a little differently each time.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path folder;

    public ProcessLedger(Path folder) {
        this.folder = folder;
    }

    void note(Program program, ProcessHandle process) throws IOException {
        Files.createDirectories(folder);
        var started = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(file(program), process.pid() + " " + started + " " + program.stopSignal());
    }

    void forget(Program program) {
        try {
            Files.deleteIfExists(file(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every child of an earlier run that still runs. Returns how many there were. */
    public int endLeftovers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int ended = 0;
        try (var files = Files.newDirectoryStream(folder, "*.pid")) {
            for (var file : files) {
                ended += endLeftover(Files.readString(file)) ? 1 : 0;
                Files.delete(file);
            }
        }
        return ended;
    }

    private static boolean endLeftover(String entry) {
        var parts = entry.strip().split(" ", -1);
        if (parts.length != 3) {
            return false;
        }
        return find(Long.parseLong(parts[0]), Instant.parse(parts[1]))
                .map(process -> {
                    end(process, StopSignal.valueOf(parts[2]), PATIENCE);
                    return true;
                })
                .orElse(false);
    }

    private static Optional<ProcessHandle> find(long pid, Instant started) {
        return ProcessHandle.of(pid).filter(process -> process.info()
                .startInstant()
                .filter(start -> Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0)
                .isPresent());
    }

    /** Asks the process to end, and kills it when it does not. */
    static void end(ProcessHandle process, StopSignal signal, Duration patience) {
        if (!process.isAlive()) {
            return;
        }
        signal.send(process);
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, PATIENCE);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private Path file(Program program) {
        return folder.resolve(program.name() + ".pid");
    }
}
