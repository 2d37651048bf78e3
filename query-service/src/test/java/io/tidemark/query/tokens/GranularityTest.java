package io.tidemark.query.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.platform.problem.ProblemException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GranularityTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2025-12-29",
        "2025-12-29, 2025-12-29",
        "2025-12-28, 2025-12-22",
        "2026-01-04, 2025-12-29",
        "2026-01-05, 2026-01-05",
        "2024-02-29, 2024-02-26",
    })
    void aWeekBeginsOnMonday(LocalDate day, LocalDate monday) {
        assertThat(Granularity.WEEK.startOf(day)).isEqualTo(monday);
    }

    @Test
    void aDayIsItself() {
        assertThat(Granularity.DAY.startOf(LocalDate.parse("2026-01-01"))).isEqualTo("2026-01-01");
    }

    @Test
    void dayIsMeantByDefault() {
        assertThat(Granularity.parse(null)).isEqualTo(Granularity.DAY);
        assertThat(Granularity.parse("week")).isEqualTo(Granularity.WEEK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"month", "Week", "DAY", "", "day "})
    void anythingElseIsRefused(String granularity) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Granularity.parse(granularity))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo("INVALID_GRANULARITY"));
    }
}
