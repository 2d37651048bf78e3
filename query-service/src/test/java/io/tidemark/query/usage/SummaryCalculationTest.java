package io.tidemark.query.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.range.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryCalculationTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");
    private static final DateRange MONTH = new DateRange(LocalDate.parse("2026-03-01"), TODAY);

    @Test
    void theAverageIsRoundedDown() {
        assertThat(summary(MONTH, day("2026-03-10", 84_320)).averageDailyApiCalls())
                .isEqualTo(2810);
    }

    @Test
    void todayDoesNotCountForTheAverage() {
        var summary = summary(MONTH, day("2026-03-10", 60), day("2026-03-31", 1000));

        assertThat(summary.averageDailyApiCalls()).isEqualTo(2);
        assertThat(summary.totalApiCalls()).isEqualTo(1060);
    }

    @Test
    void todayAloneIsItsOwnAverage() {
        assertThat(summary(new DateRange(TODAY, TODAY), day("2026-03-31", 7)).averageDailyApiCalls())
                .isEqualTo(7);
    }

    @Test
    void theEarliestOfEqualPeaksIsThePeak() {
        var summary = summary(MONTH, day("2026-03-20", 9), day("2026-03-11", 9), day("2026-03-12", 9));

        assertThat(summary.peakDailyApiCalls()).isEqualTo(9);
        assertThat(summary.peakDate()).isEqualTo("2026-03-11");
    }

    @Test
    void withoutCallsThereIsNoPeak() {
        var summary = summary(MONTH, day("2026-03-20", 0));

        assertThat(summary.peakDailyApiCalls()).isZero();
        assertThat(summary.peakDate()).isNull();
    }

    @Test
    void withoutRowsAllIsZero() {
        var summary = new SummaryCalculation(MONTH, TODAY, List.of()).summary();

        assertThat(summary).isEqualTo(new UsageSummary.Summary(0, 0, 0, 0, 0, 0, null));
    }

    private static UsageSummary.Summary summary(DateRange range, DayTotals... days) {
        var totals = new ArrayList<>(List.of(days));
        totals.add(new DayTotals(
                null, totals.stream().mapToLong(DayTotals::apiCalls).sum(), 0, 0, 1));
        return new SummaryCalculation(range, TODAY, totals).summary();
    }

    private static DayTotals day(String day, long calls) {
        return new DayTotals(LocalDate.parse(day), calls, 0, 0, 1);
    }
}
