package io.tidemark.quickstart.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts child processes. */
public final class Spawner {

    private static final long LARGEST_LOG = 16L << 20;

    private final Leash leash = new Leash();

    // One thread for all, and never a virtual one: Linux takes the death of the thread that forked for the parent's.
    private final ExecutorService parent = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("spawner").daemon().factory());

    Process spawn(Program program) throws IOException {
        var builder = new ProcessBuilder(leash.around(program));
        builder.environment().putAll(program.environment());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(rotated(program.log()).toFile()));
        try {
            return parent.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException("cannot start " + program.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path rotated(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }
}
