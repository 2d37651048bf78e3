package io.tidemark.alert.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.alert.judge.Verdict.Outcome;
import io.tidemark.alert.log.Severity;
import io.tidemark.alert.question.Asking;
import io.tidemark.alert.question.Reading;
import io.tidemark.alert.question.Reading.Series;
import io.tidemark.alert.question.Window;
import io.tidemark.alert.rule.Combine;
import io.tidemark.alert.rule.Comparison;
import io.tidemark.alert.rule.Condition;
import io.tidemark.alert.rule.ErrorState;
import io.tidemark.alert.rule.NoDataState;
import io.tidemark.alert.rule.Operator;
import io.tidemark.alert.rule.Reducer;
import io.tidemark.alert.rule.RuleDefinition;
import io.tidemark.catalogue.plan.RetentionFloors;
import io.tidemark.catalogue.plan.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    private static final Instant NOW = Instant.parse("2026-01-30T12:30:00Z");
    private static final Window WINDOW = Window.endingAt(NOW, Duration.ofMinutes(5));
    private static final Asking ASKING = new Asking(
            List.of(),
            new Scope(
                    UUID.randomUUID(),
                    ZoneOffset.UTC,
                    RetentionFloors.of(
                            NOW, Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(730)),
                    Optional.empty(),
                    NOW));

    private final Map<Look, Sight> sights = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "avg, 2.5",
        "min, 1",
        "max, 4",
        "sum, 10",
        "last, 4",
        "count, 4",
    })
    void reducersMakeOneNumber(String reducer, double value) {
        var condition =
                condition("requests_ts", Condition.ANY, Reducer.valueOf(reducer.toUpperCase(Locale.ROOT)), 0, 0);
        see(condition, new Series("", List.of(1.0, 3.0, 2.0, 4.0), 10));
        assertThat(verdict(condition).foremost().value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        ">, true, false, false", ">=, true, true, false", "<, false, false, true",
        "<=, false, true, true", "==, false, true, false", "!=, true, false, true",
    })
    void operatorsHold(String code, boolean above, boolean same, boolean below) {
        var operator = Arrays.stream(Operator.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
        assertThat(operator.holds(2, 1)).isEqualTo(above);
        assertThat(operator.holds(1, 1)).isEqualTo(same);
        assertThat(operator.holds(0, 1)).isEqualTo(below);
    }

    @ParameterizedTest
    @CsvSource({
        "any, 5, MATCHED",
        "any, 9, UNMATCHED",
        "all, 1, MATCHED",
        "all, 5, UNMATCHED",
        "b, 5, MATCHED",
        "a, 5, UNMATCHED",
        "c, 0, UNMATCHED",
    })
    void seriesAreLookedAtTogetherOrByName(String series, double threshold, Outcome outcome) {
        var condition = condition("requests_by_route", series, Reducer.MAX, threshold, 0);
        see(condition, new Series("a", List.of(3.0), 3), new Series("b", List.of(8.0), 8));
        assertThat(verdict(condition).outcome()).isEqualTo(outcome);
    }

    @Test
    void eachSeriesIsJudgedByItselfAndThoseThatWereOpenToo() {
        var condition = condition("requests_by_route", Condition.EACH, Reducer.MAX, 5, 0);
        see(condition, new Series("a", List.of(3.0), 3), new Series("b", List.of(8.0), 8));

        var verdicts = judge(Combine.AND, condition).verdicts(Set.of("gone"));

        assertThat(verdicts)
                .extracting(Verdict::series, Verdict::outcome)
                .containsExactlyInAnyOrder(
                        tuple("a", Outcome.UNMATCHED), tuple("b", Outcome.MATCHED), tuple("gone", Outcome.UNMATCHED));
    }

    @Test
    void whereNothingIsSeenOfEachTheRuleIsJudgedAsAWhole() {
        var condition = condition("requests_by_route", Condition.EACH, Reducer.MAX, 5, 0);
        see(condition);
        assertThat(judge(Combine.AND, condition).verdicts(Set.of("b")))
                .extracting(Verdict::series, Verdict::outcome)
                .containsExactlyInAnyOrder(tuple("b", Outcome.NO_DATA), tuple("", Outcome.NO_DATA));
    }

    @Test
    void fewSamplesAreNotEnoughAndNoneAreNoData() {
        var condition = condition("error_rate", Condition.ANY, Reducer.MAX, 0.5, 20);
        see(condition, new Series("", List.of(1.0), 19));
        assertThat(verdict(condition).outcome()).isEqualTo(Outcome.UNMATCHED);
        see(condition, new Series("", List.of(1.0), 20));
        assertThat(verdict(condition).outcome()).isEqualTo(Outcome.MATCHED);
        see(condition, new Series("", List.of(), 0));
        assertThat(verdict(condition).outcome()).isEqualTo(Outcome.NO_DATA);
    }

    /** M: matched, U: unmatched, N: no data, E: error. */
    @ParameterizedTest
    @CsvSource({
        "AND, MM, MATCHED",
        "AND, MU, UNMATCHED",
        "AND, MN, NO_DATA",
        "AND, UN, UNMATCHED",
        "AND, ME, ERROR",
        "AND, UE, ERROR",
        "AND, NE, ERROR",
        "OR, UU, UNMATCHED",
        "OR, UM, MATCHED",
        "OR, NM, MATCHED",
        "OR, EM, MATCHED",
        "OR, UN, NO_DATA",
        "OR, UE, ERROR",
        "OR, NE, ERROR",
        "OR, NN, NO_DATA",
    })
    void conditionsAreCombined(Combine combine, String kinds, Outcome outcome) {
        var one = condition("requests_total", Condition.ANY, Reducer.MAX, 5, 0);
        var two = condition("errors_total", Condition.ANY, Reducer.MAX, 5, 0);
        sights.put(new Look(one.asked(), WINDOW), sight(kinds.charAt(0)));
        sights.put(new Look(two.asked(), WINDOW), sight(kinds.charAt(1)));
        assertThat(judge(combine, one, two).verdicts(Set.of()).getFirst().outcome())
                .isEqualTo(outcome);
    }

    @Test
    void aChangeIsRelativeToTheWindowBefore() {
        var condition = compared("requests_total", Comparison.PREVIOUS_PERIOD);
        see(condition, new Series("", List.of(150.0), 150));
        sights.put(new Look(condition.asked(), WINDOW.previous()), seen(new Series("", List.of(100.0), 100)));
        assertThat(verdict(condition).foremost().value()).isEqualTo(0.5);

        sights.put(new Look(condition.asked(), WINDOW.previous()), seen(new Series("", List.of(0.0), 5)));
        assertThat(verdict(condition).outcome()).as("from nothing to something").isEqualTo(Outcome.MATCHED);

        sights.put(new Look(condition.asked(), WINDOW.previous()), seen(new Series("", List.of(), 0)));
        assertThat(verdict(condition).outcome()).as("nothing to compare with").isEqualTo(Outcome.UNMATCHED);
    }

    @Test
    void aDeviationIsInUnitsOfTheMedianAbsoluteDeviation() {
        var condition = compared("duration_p95", Comparison.LAST_FOUR_WEEKS);
        see(condition, new Series("", List.of(150.0), 150));
        weeks(condition, 100.0, 110.0, 90.0, 100.0);
        // median 100, deviations 0, 10, 10, 0: their median is 5
        assertThat(verdict(condition).foremost().value()).isEqualTo(50 / (1.4826 * 5));

        weeks(condition, 100.0, null, null, null);
        assertThat(verdict(condition).outcome()).as("one week is no habit").isEqualTo(Outcome.UNMATCHED);
    }

    @Test
    void sumsOfHoursAreScaledToTheWindow() {
        var condition = compared("requests_total", Comparison.LAST_FOUR_WEEKS);
        see(condition, new Series("", List.of(100.0), 100));
        weeks(condition, 1200.0, 1200.0, 1200.0, 1200.0);
        // 1200 an hour are 100 in five minutes.
        assertThat(verdict(condition).foremost().value()).isEqualTo(0.0);
    }

    private void weeks(Condition condition, @Nullable Double... values) {
        for (var week = 1; week <= values.length; week++) {
            var value = values[week - 1];
            var series = new Series("", value == null ? List.of() : List.of(value), value == null ? 0 : 10);
            sights.put(new Look(condition.asked(), WINDOW.hoursBefore(week, ZoneOffset.UTC)), seen(series));
        }
    }

    private void see(Condition condition, Series... series) {
        sights.put(new Look(condition.asked(), WINDOW), seen(series));
    }

    private static Sight seen(Series... series) {
        return new Sight.Seen(new Reading(
                List.of(series),
                Arrays.stream(series).mapToLong(Series::samples).sum()));
    }

    private static Sight sight(char kind) {
        return switch (kind) {
            case 'M' -> seen(new Series("", List.of(9.0), 9));
            case 'U' -> seen(new Series("", List.of(1.0), 9));
            case 'N' -> seen(new Series("", List.of(), 0));
            default -> new Sight.Blind("broken");
        };
    }

    private Verdict verdict(Condition condition) {
        return judge(Combine.AND, condition).verdicts(Set.of()).getFirst();
    }

    private Judge judge(Combine combine, Condition... conditions) {
        var rule = new RuleDefinition(
                "",
                Severity.INFO,
                Map.of(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                combine,
                NoDataState.NO_DATA,
                ErrorState.ERROR,
                null,
                List.of(conditions));
        return new Judge(rule, new Baselines(ASKING, WINDOW), sights::get);
    }

    private static Condition condition(
            String query, String series, Reducer reducer, double threshold, long minSamples) {
        return new Condition(
                query, Map.of(), Map.of(), List.of(), series, reducer, Operator.GREATER, threshold, minSamples, null);
    }

    private static Condition compared(String query, Comparison comparison) {
        return new Condition(
                query, Map.of(), Map.of(), List.of(), Condition.ANY, Reducer.MAX, Operator.GREATER, 0.2, 0, comparison);
    }
}
