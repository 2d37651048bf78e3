package io.tidemark.query.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.problem.ProblemException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateRangeRuleTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");

    private final DateRangeRule rule = new DateRangeRule(TODAY, 365);

    @Test
    void withoutBoundsTheLastThirtyDaysAndTodayAreMeant() {
        assertThat(rule.parse(null, null)).isEqualTo(range("2026-03-01", "2026-03-31"));
    }

    @Test
    void anAbsentFromIsThirtyDaysBeforeTo() {
        assertThat(rule.parse(null, "2026-01-31")).isEqualTo(range("2026-01-01", "2026-01-31"));
    }

    @Test
    void anAbsentToIsToday() {
        assertThat(rule.parse("2026-03-30", null)).isEqualTo(range("2026-03-30", "2026-03-31"));
    }

    @Test
    void exactlyTheLongestRangeIsAllowed() {
        assertThat(rule.parse("2025-03-31", "2026-03-31").days()).hasSize(366);
        assertThat(errorsOf("2025-03-30", "2026-03-31")).containsExactly("from");
    }

    @Test
    void oneDayIsARange() {
        assertThat(rule.parse("2026-03-31", "2026-03-31").days()).containsExactly(TODAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "2026-02-29",
                "2026-13-01",
                "20260101",
                "2026-1-1",
                "2026-01-01T00:00:00Z",
                "+2026-01-01",
                "-2026-01-01",
                " 2026-01-01",
                "٢٠٢٦-٠١-٠١",
                "today",
                ""
            })
    void whatIsNoDateIsNamed(String date) {
        assertThat(errorsOf(date, "2026-03-31")).containsExactly("from");
        assertThat(errorsOf("2026-01-01", date)).containsExactly("to");
        assertThat(errorsOf(date, date)).containsExactly("from", "to");
    }

    @Test
    void aLeapDayIsADate() {
        assertThat(new DateRangeRule(TODAY, 3650)
                        .parse("2024-02-29", "2024-02-29")
                        .days())
                .hasSize(1);
    }

    @Test
    void fromMustNotBeAfterTo() {
        assertThat(errorsOf("2026-03-02", "2026-03-01")).containsExactly("from");
    }

    @Test
    void toMustNotBeAfterToday() {
        assertThat(errorsOf("2026-03-01", "2026-04-01")).containsExactly("to");
        assertThat(errorsOf("2026-04-01", null)).containsExactly("from");
        assertThat(errorsOf(null, "9999-12-31")).containsExactly("to");
    }

    @Test
    void whatIsNotKeptCannotBeAskedFor() {
        var limited = new DateRangeRule(TODAY, LocalDate.parse("2026-03-05"), 90);

        assertThat(limited.parse(null, null)).isEqualTo(range("2026-03-05", "2026-03-31"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> limited.parse("2026-03-04", null))
                .withMessageContaining("2026-03-05");
    }

    @Test
    void onlyDaysThatAreOverAreComplete() {
        assertThat(range("2026-03-01", "2026-03-31").daysBefore(TODAY)).isEqualTo(30);
        assertThat(range("2026-03-01", "2026-03-30").daysBefore(TODAY)).isEqualTo(30);
        assertThat(range("2026-03-31", "2026-03-31").daysBefore(TODAY)).isZero();
    }

    private List<String> errorsOf(@Nullable String from, @Nullable String to) {
        try {
            throw new AssertionError("accepted as " + rule.parse(from, to));
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("INVALID_DATE_RANGE");
            assertThat(e.problem().status()).isEqualTo(400);
            return e.problem().errors().stream().map(Problem.Violation::field).toList();
        }
    }

    private static DateRange range(String from, String to) {
        return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
    }
}
