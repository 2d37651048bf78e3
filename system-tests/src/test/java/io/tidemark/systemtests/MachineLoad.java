package io.tidemark.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** How busy the machine has been since a moment, whoever with. */
final class MachineLoad {

    /** Linux counts in hundredths of a second, whatever the kernel's own tick. */
    private static final long MILLIS_PER_TICK = 10;

    /** Behind the name of the line: user, nice, system; then idle and waiting; then interrupts and what was stolen. */
    private static final int IDLE = 3;

    private static final int WAITING = 4;
    private static final int KINDS = 8;

    private final long begun = System.nanoTime();
    private final long before = ticks();

    /** Cores that something other than a process that took so much was running on. */
    double others(Duration own) {
        var busy = Duration.ofMillis((ticks() - before) * MILLIS_PER_TICK).minus(own);
        return (double) busy.toNanos() / (System.nanoTime() - begun);
    }

    private static long ticks() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var kinds = lines.findFirst().orElseThrow().split(" +");
            return Stream.iterate(0, kind -> kind < KINDS, kind -> kind + 1)
                    .filter(kind -> kind != IDLE && kind != WAITING)
                    .mapToLong(kind -> Long.parseLong(kinds[kind + 1]))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
