package io.tidemark.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void waitsTwiceAsLongEachTimeUpToALimit() {
        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Backoff.SHORTEST);
        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Backoff.SHORTEST.multipliedBy(2));
        for (int i = 0; i < 20; i++) {
            backoff.after(Duration.ofSeconds(1));
        }
        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Backoff.LONGEST);
    }

    @Test
    void aLongLifeIsRewarded() {
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);

        assertThat(backoff.after(Duration.ofMinutes(1))).isEqualTo(Backoff.SHORTEST);
    }
}
