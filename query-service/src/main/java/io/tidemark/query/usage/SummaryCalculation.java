package io.tidemark.query.usage;

import io.tidemark.query.range.DateRange;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From the totals of days to the summary of a range. */
final class SummaryCalculation {

    private final DateRange range;
    private final LocalDate today;
    private final DayTotals total;
    private final List<Day> days;

    /**
     * Takes the totals apart.
     *
     * @param totals those of days with any event, and those of the whole range
     */
    SummaryCalculation(DateRange range, LocalDate today, List<DayTotals> totals) {
        this.range = range;
        this.today = today;
        this.total = totals.stream()
                .filter(totalsOfDay -> totalsOfDay.day() == null)
                .findFirst()
                .orElseGet(() -> new DayTotals(null, 0, 0, 0, 0));
        this.days = totals.stream()
                .flatMap(totalsOfDay ->
                        Optional.ofNullable(totalsOfDay.day())
                                .map(date -> new Day(date, totalsOfDay.apiCalls()))
                                .stream())
                .toList();
    }

    UsageSummary.Summary summary() {
        var peak = days.stream()
                .filter(day -> day.calls() > 0)
                .max(Comparator.comparingLong(Day::calls).thenComparing(Day::date, Comparator.reverseOrder()));
        return new UsageSummary.Summary(
                total.apiCalls(),
                total.tokenIssuances(),
                total.credentialRotations(),
                total.agents(),
                averageDailyCalls(),
                peak.map(Day::calls).orElse(0L),
                peak.map(Day::date).orElse(null));
    }

    /** Today would pull the average down as long as it lasts, so only days that are over count. */
    private long averageDailyCalls() {
        var over = range.daysBefore(today);
        if (over == 0) {
            return total.apiCalls();
        }
        var calls = days.stream()
                .filter(day -> day.date().isBefore(today))
                .mapToLong(Day::calls)
                .sum();
        return calls / over;
    }

    private record Day(LocalDate date, long calls) {}
}
