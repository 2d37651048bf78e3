package io.tidemark.importer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.importer.send.Tally.Counts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Counts COUNTS = new Counts(1_500, 0, 900, 90, 10);

    @Test
    void barsTellShareRateAndRemainingTime() {
        assertThat(new Snapshot(500_000, 2_000_000, COUNTS, Duration.ofSeconds(4)).bar())
                .isEqualTo("[######··················]  25 %  0.5 of 2.0 MB  1,500 lines  250 events/s  ETA 0:12");
    }

    @Test
    void streamsHaveNeitherShareNorEnd() {
        assertThat(new Snapshot(500_000, -1, COUNTS, Duration.ofSeconds(4)).bar())
                .isEqualTo("0.5 MB read  1,500 lines  250 events/s");
    }

    @Test
    void nothingReadYetIsNoDivisionByZero() {
        assertThat(new Snapshot(0, 10, new Counts(0, 0, 0, 0, 0), Duration.ZERO).line())
                .endsWith("ETA ?");
    }
}
