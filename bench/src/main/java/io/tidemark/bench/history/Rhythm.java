package io.tidemark.bench.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Spreads a number of events over the minutes of a span: quiet at night, half as busy on weekends. */
final class Rhythm {

    private static final double SWING = 0.75;
    private static final double WEEKEND = 0.5;
    private static final double BUSIEST_HOUR = 14;

    private final Instant from;
    private final long[] upTo;

    /** Exactly so many events between the two instants, in whole minutes. */
    Rhythm(Instant from, Instant to, long events) {
        this.from = from;
        int minutes = Math.toIntExact(ChronoUnit.MINUTES.between(from, to));
        var weights = new double[minutes + 1];
        for (int minute = 0; minute < minutes; minute++) {
            weights[minute + 1] = weights[minute] + weight(start(minute));
        }
        upTo = new long[minutes + 1];
        for (int minute = 0; minute <= minutes; minute++) {
            upTo[minute] = Math.round(events * weights[minute] / weights[minutes]);
        }
    }

    int minutes() {
        return upTo.length - 1;
    }

    Instant start(int minute) {
        return from.plus(minute, ChronoUnit.MINUTES);
    }

    /** Events before the minute. */
    long before(int minute) {
        return upTo[minute];
    }

    private static double weight(Instant minute) {
        var time = minute.atOffset(ZoneOffset.UTC);
        double hour = time.getHour() + time.getMinute() / 60.0;
        double ofDay = 1 + SWING * Math.cos((hour - BUSIEST_HOUR) / 12 * Math.PI);
        return time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 ? ofDay : WEEKEND * ofDay;
    }
}
