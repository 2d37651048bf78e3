package io.tidemark.query.daily;

import io.tidemark.events.HomeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Local days that are read together: consecutive ones, where all between their ends is read.
 *
 * @param days the days, ascending
 * @param starts where each day starts
 * @param end where the last day ends
 */
public record LiveSpan(List<LocalDate> days, List<Instant> starts, Instant end) {

    public LiveSpan {
        days = List.copyOf(days);
        starts = List.copyOf(starts);
    }

    /** As few spans as the days allow. */
    static List<LiveSpan> covering(SortedSet<LocalDate> days, HomeCalendar calendar) {
        var spans = new ArrayList<LiveSpan>();
        var run = new ArrayList<LocalDate>();
        for (var day : days) {
            if (!run.isEmpty() && !run.getLast().plusDays(1).equals(day)) {
                spans.add(of(run, calendar));
                run.clear();
            }
            run.add(day);
        }
        if (!run.isEmpty()) {
            spans.add(of(run, calendar));
        }
        return spans;
    }

    public static LiveSpan of(List<LocalDate> days, HomeCalendar calendar) {
        return new LiveSpan(days, days.stream().map(calendar::startOf).toList(), calendar.endOf(days.getLast()));
    }

    public Instant start() {
        return starts.getFirst();
    }

    /** The first partition that holds events of the span. */
    public LocalDate firstUtcDay() {
        return LocalDate.ofInstant(start(), ZoneOffset.UTC);
    }

    /** The last partition that holds events of the span. */
    public LocalDate lastUtcDay() {
        var last = LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC);
        return last.isBefore(firstUtcDay()) ? firstUtcDay() : last;
    }
}
