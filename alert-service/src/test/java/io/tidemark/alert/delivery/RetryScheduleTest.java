package io.tidemark.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)));

    @Test
    void eachFailureWaitsLongerAndTheLastOneEndsIt() {
        assertThat(schedule.delay(1, null, () -> 0.5)).contains(Duration.ofSeconds(5));
        assertThat(schedule.delay(2, null, () -> 0.5)).contains(Duration.ofMinutes(5));
        assertThat(schedule.delay(3, null, () -> 0.5)).isEmpty();
        assertThat(schedule.delay(3, Duration.ofSeconds(1), () -> 0.5)).isEmpty();
    }

    @Test
    void delaysVaryByATenth() {
        assertThat(schedule.delay(2, null, () -> 0)).contains(Duration.ofSeconds(270));
        assertThat(schedule.delay(2, null, () -> 1)).contains(Duration.ofSeconds(330));
    }

    @Test
    void aReceiverIsNotDisturbedEarlierThanItAsks() {
        assertThat(schedule.delay(1, Duration.ofSeconds(60), () -> 0.5)).contains(Duration.ofSeconds(60));
        assertThat(schedule.delay(1, Duration.ofSeconds(1), () -> 0.5)).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            120,                             PT2M
            0,                               PT0S
            999999,                          PT1H
            'Thu, 26 Nov 2026 12:00:30 GMT', PT30S
            'Thu, 26 Nov 2026 11:00:00 GMT', PT0S
            soon,                            none
            -5,                              none
            99999999999999999999,            none
            none,                            none
            """)
    void retryAfterIsSecondsOrADate(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, NOON, Duration.ofHours(1))).isEqualTo(Optional.ofNullable(expected));
    }
}
