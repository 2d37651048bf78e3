package io.tidemark.importer.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void whatTheApiAsksForIsDone() {
        assertThat(new Patience(Duration.ofMinutes(1)).next(Duration.ofSeconds(7)))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void unaskedWaitsGrow() {
        var patience = new Patience(Duration.ofHours(1));

        for (int millis = 250; millis <= 16_000; millis *= 2) {
            assertThat(patience.next(null))
                    .isBetween(Duration.ofMillis(millis / 2), Duration.ofMillis(millis * 3L / 2));
        }
    }

    @Test
    void patienceRunsOut() {
        var patience = new Patience(Duration.ofSeconds(10));

        assertThat(patience.next(Duration.ofSeconds(10))).isNotNull();
        assertThat(patience.next(Duration.ofSeconds(1))).isNull();
    }
}
