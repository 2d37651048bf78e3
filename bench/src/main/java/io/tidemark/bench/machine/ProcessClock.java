package io.tidemark.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** CPU time of a process and its children, those that have ended included. */
public final class ProcessClock {

    /** Linux counts in hundredths of a second, whatever the kernel's own tick. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of /proc/pid/stat behind the name, which may contain spaces: utime, stime, cutime, cstime. */
    private static final int UTIME = 11;

    private final long pid;

    public ProcessClock(long pid) {
        this.pid = pid;
    }

    /** Seconds used so far. */
    public double seconds() {
        var children =
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), children)
                        .map(ProcessClock::ticks)
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return fields.subList(UTIME, UTIME + 4).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (NoSuchFileException e) {
            // It ended since it was listed.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
