package io.tidemark.alert.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** 2026-01-04 is a Sunday; Paris is an hour ahead. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-04T20:59:59Z, false",
        "2026-01-04T21:00:00Z, true",
        "2026-01-05T00:59:59Z, true",
        "2026-01-05T01:00:00Z, false",
        "2026-01-05T21:30:00Z, false",
        "2026-01-04T00:30:00Z, false"
    })
    void itGoesOnPastMidnight(Instant instant, boolean covered) {
        var night = new Recurrence(Set.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(2, 0), PARIS);
        assertThat(night.covers(instant)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-04T08:59:59Z, false",
        "2026-01-04T09:00:00Z, true",
        "2026-01-04T10:59:59Z, true",
        "2026-01-04T11:00:00Z, false"
    })
    void itEndsOnTheSameDay(Instant instant, boolean covered) {
        var morning = new Recurrence(Set.of(DayOfWeek.SUNDAY), LocalTime.of(10, 0), LocalTime.of(12, 0), PARIS);
        assertThat(morning.covers(instant)).isEqualTo(covered);
    }
}
