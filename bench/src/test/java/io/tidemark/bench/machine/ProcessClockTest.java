package io.tidemark.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessClockTest {

    private final long pid = ProcessHandle.current().pid();

    @Test
    void childrenThatEndedCountToo() throws IOException, InterruptedException {
        var clock = new ProcessClock(pid);
        double before = clock.seconds();

        new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done")
                .start()
                .waitFor();

        assertThat(clock.seconds() - before).isBetween(0.05, 30.0);
    }

    @Test
    void memoryIsThePeakOfTheProcess() {
        assertThat(ProcessMemory.peakBytes(pid)).isBetween(20_000_000L, 20_000_000_000L);
    }
}
