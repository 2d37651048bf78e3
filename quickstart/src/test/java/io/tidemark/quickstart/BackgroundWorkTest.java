package io.tidemark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackgroundWorkTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T00:04:59Z, 2026-11-20T00:05:00Z",
        "2026-11-20T00:05:00Z, 2026-11-21T00:05:00Z",
        "2026-11-20T23:59:59Z, 2026-11-21T00:05:00Z",
    })
    void theNightIsFiveMinutesPastMidnight(Instant now, Instant night) {
        assertThat(BackgroundWork.nextNight(now)).isEqualTo(night);
    }
}
